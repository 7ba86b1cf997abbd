/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.JsonText;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.read.Page.Caching;
import java.util.List;
import java.util.function.Supplier;

/** The log as a whole: its head, what it is, and who may submit to it. */
final class HeadPages {
    private static final String NOTE = "text/plain; charset=utf-8";

    private final StoredTiles stored;
    private final SignedHeads heads;
    private final Supplier<List<Bytes>> roots;

    HeadPages(StoredTiles stored, PublishedFacts facts) {
        this.stored = stored;
        this.heads = facts.heads();
        this.roots = facts.roots();
    }

    Page checkpoint(LogView view) {
        var shown = heads.shown(view.head())
                .orElseThrow(() -> RefusedReadException.notFound(
                        "not-witnessed", "no checkpoint bears the signatures of enough witnesses yet"));
        return Page.plain(NOTE, shown, Caching.NEVER);
    }

    Page witnessedCheckpoint() {
        var witnessed = stored.file(TilePath.WITNESSED_CHECKPOINT)
                .orElseThrow(() -> RefusedReadException.notFound(
                        "not-witnessed", "no checkpoint bears the signatures of enough witnesses"));
        return Page.plain(NOTE, witnessed, Caching.NEVER);
    }

    Page finalCheckpoint() {
        var last = stored.file(TilePath.FINAL_CHECKPOINT)
                .orElseThrow(() -> RefusedReadException.notFound("not-ended", "the log has not ended"));
        return Page.plain(NOTE, last, Caching.DAY);
    }

    Page getSth(LogView view) {
        var head = view.head();
        return Page.json(
                JsonText.object(json -> json.number("tree_size", head.size())
                        .number("timestamp", head.timestamp())
                        .base64("sha256_root_hash", head.root().toBytes())
                        .base64("tree_head_signature", heads.signature(head).encoded())),
                Caching.NEVER);
    }

    Page getRoots() {
        var certificates = roots.get().stream().map(Bytes::toArray).toList();
        return Page.json(JsonText.object(json -> json.base64s("certificates", certificates)), Caching.FIVE_MINUTES);
    }

    Page description() {
        var description = stored.file(TilePath.DESCRIPTION)
                .orElseThrow(() -> RefusedReadException.notFound("not-found", "the log is not described yet"));
        return Page.packable("application/json", description, Caching.MINUTE);
    }
}
