/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.ExtraData;
import dev.bulla.ctlog.codec.JsonText;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.read.Page.Caching;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** RFC 6962's entries (section 4.6). */
final class EntryPages {

    /** How many entries an answer has at most. */
    static final int MOST_ENTRIES = 1024;

    /** From how many bytes on an answer ends, whatever was asked for: a short answer is legal at any time. */
    private static final int ENOUGH_BYTES = 8 << 20;

    private final StoredTiles stored;

    EntryPages(StoredTiles stored) {
        this.stored = stored;
    }

    Page getEntries(LogView view, Query query) {
        var start = query.number("start");
        var end = query.number("end");
        if (start > end) {
            throw RefusedReadException.badParameter("start is larger than end");
        }
        if (start >= view.size()) {
            throw RefusedReadException.beyondTree("start is beyond the tree");
        }
        var last = shortened(start, end);
        var entries = entries(view, start, Math.min(last, view.size() - 1));
        return Page.json(
                JsonText.object(json -> json.objects("entries", entries)),
                last < view.size() ? Caching.DAY : Caching.MINUTE);
    }

    /** Long ranges end where a tile does, so that the next question of everybody begins with a tile. */
    static long shortened(long start, long end) {
        if (end - start < MOST_ENTRIES - 1) {
            return end;
        }
        var last = start + (MOST_ENTRIES - 1);
        return last - (last + 1) % Tile.WIDTH;
    }

    private List<Consumer<JsonText>> entries(LogView view, long start, long last) {
        var entries = new ArrayList<Consumer<JsonText>>();
        var bytes = 0L;
        for (var at = start; at <= last && bytes < ENOUGH_BYTES; at++) {
            var entry = entry(view.entry(at));
            bytes += entry.leafInput().length + entry.extraData().length;
            entries.add(entry::writeTo);
        }
        return entries;
    }

    /** An entry in the form of RFC 6962, out of the form of a data tile. */
    Entry entry(Bytes stored) {
        var leaf = LogReader.parsed(stored);
        var chain = leaf.chain().stream().map(this.stored::issuer).toList();
        return new Entry(LeafBytes.merkleTreeLeaf(stored), new ExtraData(leaf.precertificate(), chain).encoded());
    }

    /** The two parts of an entry. */
    static final class Entry {
        private final byte[] leafInput;
        private final byte[] extraData;

        Entry(byte[] leafInput, byte[] extraData) {
            this.leafInput = leafInput;
            this.extraData = extraData;
        }

        byte[] leafInput() {
            return leafInput;
        }

        byte[] extraData() {
            return extraData;
        }

        void writeTo(JsonText json) {
            json.base64("leaf_input", leafInput).base64("extra_data", extraData);
        }
    }
}
