/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All keys of a kind that were ever announced or used in a data folder. One of them is in use at a time.
 *
 * <p>A server and a command may write at the same moment, and the server is right: it says again and again which key it uses.
 */
public record KeyHistory(DataFolder folder, KnownKey.Kind kind) {

    /** Those that came first are first. */
    public List<KnownKey> all() throws IOException {
        var files = folder.knownKeys();
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        var keys = new ArrayList<KnownKey>();
        try (var found = Files.list(files)) {
            for (var file : found.toList()) {
                var sha256 = DataFolder.keyNamed(kind.word(), file.getFileName().toString());
                if (sha256.isPresent()) {
                    find(sha256.get()).ifPresent(keys::add);
                }
            }
        }
        keys.sort(Comparator.comparing(KnownKey::entered).thenComparing(KnownKey::sha256));
        return keys;
    }

    public Optional<KnownKey> find(String sha256) throws IOException {
        return KnownKey.find(folder, kind, sha256);
    }

    /** A server signs with this key and with no other of its kind. Costs next to nothing where that is known. */
    public KnownKey use(String sha256, Instant now) throws IOException {
        var moment = now.truncatedTo(ChronoUnit.SECONDS);
        var known = find(sha256);
        var key = known.map(it -> it.inUse(moment)).orElseGet(() -> KnownKey.unannounced(kind, sha256, moment));
        if (!known.equals(Optional.of(key))) {
            key.write(folder);
        }
        for (var other : all()) {
            if (other.isInUse() && !other.sha256().equals(sha256)) {
                other.replaced(moment).write(folder);
            }
        }
        return key;
    }

    /** Verifiers can learn of this key from now on, and nothing was signed with it. One that is known stays as it is. */
    public KnownKey announce(String sha256, Instant now) throws IOException {
        var known = find(sha256);
        if (known.isPresent()) {
            return known.get();
        }
        var moment = now.truncatedTo(ChronoUnit.SECONDS);
        var key = new KnownKey(kind, sha256, moment, true, KnownKey.Life.ANNOUNCED);
        key.write(folder);
        return key;
    }

    /** Those that were replaced and are believed without an end. */
    public List<KnownKey> replaced() throws IOException {
        return all().stream()
                .filter(key -> key.life().replaced().isPresent() && key.end().isEmpty())
                .toList();
    }

    /** Those of them that were replaced at least that long ago, as they are once they end. They are yet to be written. */
    public List<KnownKey> over(Duration after, Instant now) throws IOException {
        return replaced().stream()
                .map(key -> key.ended(key.life().replaced().orElseThrow().plus(after)))
                .filter(key -> !key.end().orElseThrow().isAfter(now))
                .toList();
    }
}
