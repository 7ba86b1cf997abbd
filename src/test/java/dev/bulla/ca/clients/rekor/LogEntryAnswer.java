/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import dev.bulla.ca.clients.rekor.EntryLog.Outcome;
import dev.bulla.ctlog.merkle.Hash;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client learns of its entry, with all fields that the message has. */
final class LogEntryAnswer {
    private LogEntryAnswer() {}

    static Answer of(SignatureEntry entry, Outcome.Added added, Hash logId) {
        var index = Long.toString(added.index());
        var fields = new HashMap<String, @Nullable Object>(Map.of(
                "logIndex", index,
                "logId", Map.of("keyId", base64(logId.toBytes())),
                "kindVersion", Map.of("kind", entry.kind(), "version", SignatureEntry.VERSION),
                "integratedTime", "0",
                "inclusionProof", proof(index, added),
                "canonicalizedBody", base64(entry.body().array())));
        fields.put("inclusionPromise", null);
        return Answer.json(201, fields);
    }

    private static Map<String, Object> proof(String index, Outcome.Added added) {
        return Map.of(
                "logIndex", index,
                "rootHash", base64(added.root().toBytes()),
                "treeSize", Long.toString(added.size()),
                "hashes",
                        added.path().stream()
                                .map(hash -> base64(hash.toBytes()))
                                .toList(),
                "checkpoint", Map.of("envelope", added.checkpoint()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
