/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Something to sign, and its provenance (SLSA 1.0). */
record Workpiece(Path folder) {
    private static final String CONTENT = "a steam engine\n";
    private static final String PREDICATE = """
            {"buildDefinition": {
               "buildType": "https://example.com/build/v1",
               "externalParameters": {"ref": "refs/tags/v1"},
               "internalParameters": {},
               "resolvedDependencies": []},
             "runDetails": {"builder": {"id": "https://example.com/builder"}}}""";
    private static final String STATEMENT = """
            {"_type": "https://in-toto.io/Statement/v1",
             "subject": [{"name": "engine.txt", "digest": {"sha256": "%s"}}],
             "predicateType": "https://slsa.dev/provenance/v1",
             "predicate": %s}""";

    static Workpiece in(Path folder) {
        var piece = new Workpiece(folder);
        write(piece.artifact(), CONTENT);
        write(piece.other(), "another engine\n");
        write(piece.predicate(), PREDICATE);
        write(piece.statement(), STATEMENT.formatted(sha256(CONTENT), PREDICATE));
        return piece;
    }

    Path artifact() {
        return folder.resolve("engine.txt");
    }

    /** What nobody has signed. */
    Path other() {
        return folder.resolve("other.txt");
    }

    Path predicate() {
        return folder.resolve("predicate.json");
    }

    /** The predicate about the artifact. */
    Path statement() {
        return folder.resolve("statement.json");
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
