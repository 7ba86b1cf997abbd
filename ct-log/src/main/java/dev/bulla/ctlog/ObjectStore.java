/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.s3.Access;
import dev.bulla.ctlog.store.s3.Bucket;
import dev.bulla.ctlog.store.s3.CloudLog;
import dev.bulla.ctlog.store.s3.Pace;
import dev.bulla.ctlog.store.s3.Patience;
import dev.bulla.ctlog.store.s3.StoreClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * An object store in which logs lie, each under its own name: one that speaks the protocol of Amazon S3, with conditional
 * writes.
 */
public record ObjectStore(Place place, Entry entry, Tempo tempo) {
    private static final int LARGEST_FILE = 1 << 20;

    /**
     * Where in the store.
     *
     * @param endpoint address of the store
     * @param region   as the store calls it
     * @param prefix   of all keys, with a slash at its end unless it is empty
     */
    public record Place(URI endpoint, String region, String bucket, String prefix) {
        /** Throws {@link IllegalArgumentException} where one of them can be none. */
        public Place {
            prefix = new Bucket(endpoint, region, bucket, prefix).prefix();
        }

        /** As operators write it. */
        @Override
        public String toString() {
            return keys().toString();
        }

        Bucket keys() {
            return new Bucket(endpoint, region, bucket, prefix);
        }
    }

    /**
     * What it takes to be let in.
     *
     * @param credentials asked for with every request, since some are lent for a time
     * @param tls         whom to believe, where that is not for the JDK to say
     */
    public record Entry(Supplier<Credentials> credentials, Optional<SSLContext> tls) {}

    /**
     * What requests are signed with.
     *
     * @param session token of credentials that were lent for a time
     */
    public record Credentials(String keyId, String secret, Optional<String> session) {

        /** Leaves out what is secret. */
        @Override
        public String toString() {
            return "key " + keyId;
        }
    }

    /**
     * How often it is written to.
     *
     * @param lease   how long whoever writes to a log may be silent before another process takes it over
     * @param between two batches at least
     */
    public record Tempo(Duration lease, Duration between) {
        public Tempo {
            if (lease.isNegative() || lease.isZero() || between.isNegative()) {
                throw new IllegalArgumentException("no lease, or less than no time between batches");
            }
        }
    }

    /** The names of the logs that lie there. */
    public List<String> logs() throws IOException {
        try (var client = client()) {
            var names = new ArrayList<String>();
            for (var name : client.folders()) {
                if (CloudLog.isThere(client.below(name))) {
                    names.add(name);
                }
            }
            return names;
        }
    }

    /**
     * What the log of this name was made with, if one was.
     *
     * @throws LogStartException if nobody can tell
     */
    public Optional<LogSettings.Facts> facts(String name) throws IOException, LogStartException {
        try (var client = client()) {
            return CloudLog.facts(client.below(name)).map(LogSettings.Facts::of);
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A file of the log of this name, by its path below the log's address, if it is there. */
    public Optional<byte[]> file(String name, String path) throws IOException {
        try (var client = client()) {
            return client.below(name).read(path, LARGEST_FILE).map(Bytes::toArray);
        }
    }

    /** The place that this one is in, and the name that it has there; nothing for a whole bucket. */
    public Optional<Named> parent() {
        var names = place.prefix().split("/", -1);
        if (names.length < 2) {
            return Optional.empty();
        }
        var name = names[names.length - 2];
        var prefix = place.prefix().substring(0, place.prefix().length() - name.length() - 1);
        var above = new Place(place.endpoint(), place.region(), place.bucket(), prefix);
        return Optional.of(new Named(new ObjectStore(above, entry, tempo), name));
    }

    /** What has a name in a store. */
    public record Named(ObjectStore store, String name) {}

    /** Makes no request yet. */
    StoreClient client() {
        var access = new Access(() -> signing(entry.credentials().get()), entry.tls(), InstantSource.system());
        return StoreClient.of(place.keys(), access, Patience.USUAL, Pace.REAL);
    }

    private static dev.bulla.ctlog.store.s3.Credentials signing(Credentials given) {
        return new dev.bulla.ctlog.store.s3.Credentials(given.keyId(), given.secret(), given.session());
    }
}
