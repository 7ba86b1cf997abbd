/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trustroot;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.MergedTrust;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.data.RemoteLogs;
import dev.bulla.ca.data.RemoteLogs.RemoteLog;
import dev.bulla.ca.data.ServedAddresses.Services;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.KeyDetails;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.CertificateDer;
import dev.bulla.ca.x509.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a server, as its data folder knows them.
 *
 * @param logs     by the name that tells them apart
 * @param stamping the one of the authorities for timestamps that is in use
 */
public record OwnTrust(
        List<Authority> authorities,
        List<NamedLog> logs,
        List<Authority> timestampers,
        Optional<Authority> stamping,
        List<Bytes> merged) {
    /** A log's first promise may bear the time of a clock that was behind ours. */
    private static final Duration BEFORE_ITS_NEWS = Duration.ofDays(1);

    /** @param name of the shard, or the beginning of the id of a log that is not ours */
    public record NamedLog(String name, LogInstance log) {}

    public static OwnTrust read(DataFolder folder, Services services) throws IOException {
        var reading = new Reading(folder, services);
        var stampers = reading.chains(
                PublicChains.ofTimestamps(folder),
                KnownKey.Kind.TIMESTAMPER,
                services.tsa().orElse(services.ca()));
        return new OwnTrust(
                authorities(reading.chains(new PublicChains(folder), KnownKey.Kind.AUTHORITY, services.ca())),
                reading.logs(),
                authorities(stampers),
                stampers.stream().filter(Found::maySign).map(Found::authority).reduce((_, newest) -> newest),
                new MergedTrust(folder).all().stream().map(Bytes::of).toList());
    }

    private static List<Authority> authorities(List<Found> found) {
        return found.stream().map(Found::authority).toList();
    }

    /** A chain, and what is known of the key that it is of. */
    private record Found(Authority authority, Optional<KnownKey> known) {
        /** Of a folder of before there was a record of keys, any may. */
        boolean maySign() {
            return known.map(KnownKey::isInUse).orElse(true);
        }
    }

    /** Reads the parts of one folder. */
    private record Reading(DataFolder folder, Services services) {

        List<Found> chains(PublicChains chains, KnownKey.Kind kind, String uri) throws IOException {
            var authorities = new ArrayList<Found>();
            for (var text : chains.all()) {
                var chain = certificates(text);
                var known = KnownKey.find(folder, kind, Sha256.hex(CertificateDer.of(chain.getFirst())));
                // A folder of before there was this record: nothing was signed before the certificate began.
                var validity = known.map(Reading::window)
                        .orElseGet(() ->
                                Validity.from(chain.getFirst().getNotBefore().toInstant()));
                authorities.add(new Found(new Authority(uri, chain, validity, Optional.empty()), known));
            }
            authorities.sort(Comparator.comparing(
                    found -> found.authority().validity().start().orElse(Instant.MIN)));
            return authorities;
        }

        private static List<X509Certificate> certificates(String pem) throws IOException {
            try (var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
                return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
            } catch (CertificateException e) {
                throw new IOException("a chain in the public part of the data folder is damaged: " + e.getMessage(), e);
            }
        }

        List<NamedLog> logs() throws IOException {
            var logs = new ArrayList<NamedLog>();
            for (var made : MadeLog.all(folder)) {
                logs.add(new NamedLog(made.shard(), own(made)));
            }
            for (var remote : new RemoteLogs(folder).all()) {
                logs.add(new NamedLog(remote.id().substring(0, 8), remote(remote)));
            }
            return logs;
        }

        /** A shard was there, and in what clients read, before its time began. */
        private LogInstance own(MadeLog made) {
            var created = made.created().truncatedTo(ChronoUnit.SECONDS);
            var start = made.created().isBefore(made.start()) ? created : created.minus(BEFORE_ITS_NEWS);
            var url = made.url(services.log().orElse(services.ca()));
            return instance(url, made.keyInfo(), new Validity(Optional.of(start), made.ended()));
        }

        private LogInstance remote(RemoteLog remote) throws IOException {
            var known = KnownKey.find(folder, KnownKey.Kind.LOG, remote.id());
            return instance(
                    remote.url(), remote.keyInfo(), known.map(Reading::window).orElse(Validity.ALWAYS));
        }

        private static LogInstance instance(String url, byte[] key, Validity validity) {
            return new LogInstance(
                    url,
                    Bytes.of(key),
                    KeyDetails.of(key).orElse(""),
                    validity,
                    Bytes.of(Sha256.of(key)),
                    Optional.empty());
        }

        private static Validity window(KnownKey known) {
            return new Validity(Optional.of(known.start()), known.end());
        }
    }
}
