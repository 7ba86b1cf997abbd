/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.StoreWiring;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ctlog.ObjectStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a server keeps a log that does not lie in its data folder: those of the server. */
final class StoreOptions {
    static final String STORE = "s3://";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the server's settings file, which may say where its log lies")
    private @Nullable Path config;

    @Option(
            names = "--log-store",
            paramLabel = "s3://BUCKET/PREFIX",
            description = "where the server's log lies instead of the data folder")
    private @Nullable String store;

    @Option(names = "--log-s3-endpoint", paramLabel = "URL", description = "address of that object store")
    private @Nullable String endpoint;

    @Option(names = "--log-s3-region", paramLabel = "NAME", description = "region of the bucket")
    private @Nullable String region;

    @Option(
            names = "--log-s3-credentials",
            paramLabel = "FILE",
            description =
                    "who may read there; without it the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say so")
    private @Nullable String credentials;

    /** The store that the options, the variables or the file name, if any does. */
    Optional<ObjectStore> store() {
        return read(Optional.ofNullable(store));
    }

    /** The place in a store that somebody names, if it is one. What else is to be known about the store, these options say. */
    Optional<ObjectStore> at(String place) {
        return place.startsWith(STORE) ? read(Optional.of(place)) : Optional.empty();
    }

    private Optional<ObjectStore> read(Optional<String> place) {
        var flags = new LinkedHashMap<String, String>();
        place.ifPresent(it -> flags.put("log-store", it));
        put(flags, "log-s3-endpoint", endpoint);
        put(flags, "log-s3-region", region);
        put(flags, "log-s3-credentials", credentials);
        var problems = new Problems();
        var target = SettingsReader.readStore(flags, System.getenv(), Optional.ofNullable(config), problems);
        problems.throwIfAny();
        return target.map(it -> StoreWiring.of(it, System.getenv()));
    }

    private static void put(Map<String, String> flags, String name, @Nullable String value) {
        if (value != null) {
            flags.put(name, value);
        }
    }
}
