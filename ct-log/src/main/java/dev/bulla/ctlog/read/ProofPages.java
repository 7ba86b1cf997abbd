/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.JsonText;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.read.Page.Caching;
import java.util.List;

/** RFC 6962's proofs (sections 4.4, 4.5 and 4.8). */
final class ProofPages {
    private final LogReader reader;
    private final EntryPages entries;

    ProofPages(LogReader reader, EntryPages entries) {
        this.reader = reader;
        this.entries = entries;
    }

    Page getConsistency(LogView view, Query query) {
        var first = query.number("first");
        var second = query.number("second");
        if (second < first) {
            throw RefusedReadException.badParameter("second is less than first");
        }
        if (first > 0 && second > view.size()) {
            throw RefusedReadException.beyondTree("second is larger than the tree");
        }
        var proof = first == 0 ? List.<Hash>of() : reader.consistency(view, first, second);
        return Page.json(JsonText.object(json -> json.base64s("consistency", bytes(proof))), Caching.DAY);
    }

    Page getProofByHash(LogView view, Query query) {
        var hash = query.hash("hash");
        var size = query.number("tree_size");
        if (size < 1) {
            throw RefusedReadException.badParameter("tree_size is less than 1");
        }
        if (size > view.size()) {
            throw RefusedReadException.notFound("unknown-size", "tree_size is larger than the tree");
        }
        var at = reader.find(view, hash)
                .orElseThrow(() -> RefusedReadException.notFound("unknown-hash", "no leaf has this hash"));
        if (at >= size) {
            throw RefusedReadException.notFound("unknown-hash", "no leaf of a tree of this size has this hash");
        }
        var path = reader.inclusion(view, at, size);
        return Page.json(
                JsonText.object(json -> json.number("leaf_index", at).base64s("audit_path", bytes(path))), Caching.DAY);
    }

    Page getEntryAndProof(LogView view, Query query) {
        var at = query.number("leaf_index");
        var size = query.number("tree_size");
        if (size < 1) {
            throw RefusedReadException.badParameter("tree_size is less than 1");
        }
        if (size > view.size()) {
            throw RefusedReadException.beyondTree("tree_size is larger than the tree");
        }
        if (at >= size) {
            throw RefusedReadException.badParameter("leaf_index is not less than tree_size");
        }
        var path = reader.inclusion(view, at, size);
        var entry = entries.entry(view.entry(at));
        return Page.json(
                JsonText.object(json -> {
                    entry.writeTo(json);
                    json.base64s("audit_path", bytes(path));
                }),
                Caching.DAY);
    }

    private static List<byte[]> bytes(List<Hash> hashes) {
        return hashes.stream().map(Hash::toBytes).toList();
    }
}
