/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ctlog.FoundInShards;
import dev.bulla.ctlog.IdentityStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a search has found, as JSON. */
public final class FoundJson {
    private FoundJson() {}

    public static String of(FoundInShards found) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("size", found.size());
        fields.put("entries", found.found().stream().map(FoundJson::fields).toList());
        found.next().ifPresent(next -> {
            next.before().ifPresent(index -> fields.put("next", index));
            fields.put("nextShard", next.shard());
        });
        return JsonMapper.shared().writeValueAsString(fields) + "\n";
    }

    private static Map<String, Object> fields(FoundInShards.Found found) {
        var entry = found.entry();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("shard", found.shard());
        fields.put("index", entry.index());
        fields.put("time", entry.timestamp().toString());
        fields.put("leafHash", entry.leafHash());
        fields.put("precertificate", entry.isPrecertificate());
        fields.put(
                "identities", entry.identities().stream().map(FoundJson::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(IdentityStatement identity) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kind", identity.kind().label());
        fields.put("text", identity.text());
        return fields;
    }
}
