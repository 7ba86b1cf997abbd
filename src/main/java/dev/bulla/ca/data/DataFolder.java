/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the one folder keeps what must outlive a restart. */
public record DataFolder(Path path) {
    private static final Pattern SHARD =
            Pattern.compile("[0-9]{4}(?:h[12]|q[1-4]|-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2})?)?)?");

    /** The folder of all logs; each has one of its own in it. */
    public Path logs() {
        return path.resolve("log");
    }

    /** What a log publishes and what it needs, without its key: this folder may be served by any web server. */
    public Path log(String shard) {
        return logs().resolve(shard);
    }

    public Path logKey(String shard) {
        return path.resolve("keys").resolve("log-" + shard + ".pem");
    }

    /** The log's second key, with which witnesses verify its checkpoints. */
    public Path noteKey(String shard) {
        return path.resolve("keys").resolve("log-" + shard + "-note.pem");
    }

    Path noteKeys() {
        return path.resolve("public").resolve("log-note-keys");
    }

    /** Which tokens have had their certificate, for issuers whose tokens may be used once. */
    public Path usedTokens() {
        return path.resolve("used-tokens");
    }

    /** The logs that were made here, oldest first. What else lies there, as a disk's {@code lost+found}, is none. */
    public List<String> shards() throws IOException {
        if (!Files.isDirectory(logs())) {
            return List.of();
        }
        try (var found = Files.list(logs())) {
            return found.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(DataFolder::isShard)
                    .sorted()
                    .toList();
        }
    }

    /** Logs are named after the time that they are for, or after the year in which they were made. */
    public static boolean isShard(String name) {
        return SHARD.matcher(name).matches();
    }

    Path addresses() {
        return path.resolve("public").resolve("addresses.json");
    }

    Path chains() {
        return path.resolve("public").resolve("chains");
    }

    Path timestampChains() {
        return path.resolve("public").resolve("timestamp-chains");
    }

    Path remoteLogs() {
        return path.resolve("public").resolve("remote-logs");
    }

    Path knownKeys() {
        return path.resolve("public").resolve("known-keys");
    }

    Path knownKey(String kind, String sha256) {
        return knownKeys().resolve(kind + "-" + sha256 + ".json");
    }

    /** The key that a file is about, if it is about one of this kind. What is being written is about none. */
    static Optional<String> keyNamed(String kind, String file) {
        return file.startsWith(kind + "-") && file.endsWith(".json")
                ? Optional.of(file.substring(kind.length() + 1, file.length() - ".json".length()))
                : Optional.empty();
    }

    Path rotationTerms() {
        return path.resolve("public").resolve("rotation.json");
    }

    Path askedLog() {
        return path.resolve("public").resolve("asked-log.json");
    }

    /** Whether a log was put back without its newest entries. */
    public boolean isCutOff(String shard) {
        return Files.exists(cutOffLog(shard));
    }

    Path cutOffLog(String shard) {
        return path.resolve("public").resolve("cut-off-logs").resolve(shard + ".json");
    }

    /** Is there while the folder is being restored, and afterwards if that did not come to its end: no server may take it then. */
    public Path unfinishedRestore() {
        return path.resolve("restore.unfinished");
    }

    /** What commands did that belongs into the audit trail, which only the server writes. */
    Path auditNotes() {
        return path.resolve("audit-notes");
    }

    /** What is known here of a log that lies elsewhere. */
    Path storedLog(String shard) {
        return path.resolve("public").resolve("stored-logs").resolve(shard);
    }

    Path mergedTrust(int number) {
        return path.resolve("public").resolve("merged-trust").resolve(number + ".json");
    }

    /** The repository by which clients keep their trust root up to date. */
    public Path tuf() {
        return path.resolve("tuf");
    }

    /** The key that signs anew, again and again, that its repository is the newest. */
    public Path tufKey() {
        return path.resolve("keys").resolve("tuf-online.pem");
    }
}
