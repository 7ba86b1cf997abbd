/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.LogFill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** A data folder with a log of made-up entries, on which a server starts. */
public final class FilledLog {
    /** A name that nobody can have, so that nobody relies on the log. */
    public static final String ORIGIN = BenchedLog.ORIGIN;

    private static final int SMALLEST_PRECERTIFICATE = 700;

    private FilledLog() {}

    /**
     * @param data   the server's data folder, which is not there yet
     * @param anchor that of the log
     */
    public record Place(Path data, Path anchor) {}

    /**
     * @param entrySize about how many bytes an entry takes in the log's data tiles; very small ones are no precertificates
     * @param news      hears what is being done
     */
    public static void make(Place place, long entries, int entrySize, Consumer<String> news)
            throws IOException, InterruptedException {
        var crypto = Crypto.fastest();
        var name = Year.now(ZoneOffset.UTC).toString();
        var keys = Files.createDirectories(place.data().resolve("keys"));
        Files.createDirectories(place.data().resolve("log"));
        var pair = new StoredKey(keys.resolve("log-" + name + ".pem"), "").make(crypto, new SecureRandom());
        var authority = PracticeAuthority.make(crypto, entrySize);
        var where = new BenchedLog.Place(name, place.data().resolve("log").resolve(name), place.anchor());
        try (var log = new BenchedLog(where, crypto, authority.authority(), pair).open()) {
            filling(log, authority, entrySize, 0)
                    .add(entries, done -> news.accept("filling the log: %,d of %,d".formatted(done, entries)));
        }
    }

    /** @param number of the precertificate that the others are made like */
    static LogFill filling(CertificateLog log, PracticeAuthority authority, int entrySize, long number) {
        if (entrySize < SMALLEST_PRECERTIFICATE) {
            return LogFill.ofBytes(log, entrySize);
        }
        var sample = authority.precertificate(number);
        return LogFill.ofPrecertificates(log, authority.below(sample), authority.numberAt(sample));
    }
}
