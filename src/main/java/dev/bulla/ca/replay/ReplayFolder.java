/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The folder with the used tokens of all issuers, one file for each. It belongs to one process at a time: two that do not know
 * of each other would each take the same token once.
 */
public final class ReplayFolder implements Closeable {
    private final Path path;
    private final InstantSource clock;
    private final ReplayEvents events;
    private final FileChannel lock;
    private final Map<String, UsedTokens> guards = new HashMap<>();

    private ReplayFolder(Path path, InstantSource clock, ReplayEvents events, FileChannel lock) {
        this.path = path;
        this.clock = clock;
        this.events = events;
        this.lock = lock;
    }

    /** Takes the folder, and makes it if there is none. */
    public static ReplayFolder open(Path path, InstantSource clock, ReplayEvents events) throws IOException {
        Files.createDirectories(path);
        var lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return new ReplayFolder(path, clock, events, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Told below: it is another server all the same, if one in this process.
        }
        lock.close();
        throw new IOException(path + " is in use by another server");
    }

    /**
     * The guard of an issuer, with everything it remembers from before. Guards of one issuer remember the same tokens, however
     * many each of them has room for.
     *
     * @param issuer as the configuration names it, so that a pattern has one guard
     * @param most   how many tokens it remembers at a time
     */
    public synchronized ReplayGuard guard(String issuer, int most) throws IOException {
        var open = guards.get(issuer);
        var tokens = open == null ? UsedTokens.open(path.resolve(fileName(issuer)), issuer, clock, events) : open;
        guards.put(issuer, tokens);
        return token -> tokens.reserve(token, most);
    }

    /** How many tokens each guard remembers now, by issuer. */
    public synchronized Map<String, Integer> remembered() {
        var counts = new HashMap<String, Integer>();
        guards.forEach((issuer, guard) -> counts.put(issuer, guard.remembered()));
        return counts;
    }

    static String fileName(String issuer) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(issuer.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16) + ".tokens";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (lock) {
            for (var guard : guards.values()) {
                guard.close();
            }
        }
    }
}
