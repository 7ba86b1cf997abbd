/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogDescription;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.store.Objects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a log of ours tells of itself. */
final class OwnDescription {
    private static final String READ_ONLY = "readonly";

    private OwnDescription() {}

    /** That of a log that takes entries. */
    static LogDescription active(LogSettings settings, LogKey key) {
        var changes = settings.readOnlyFrom().map(from -> new LogDescription.Change(READ_ONLY, from));
        return described(
                settings,
                key,
                new LogDescription.State(
                        settings.facts().start(), changes.stream().toList(), Optional.empty()));
    }

    /** That of a log that has ended with this head. */
    static LogDescription ended(LogSettings settings, LogKey key, TreeHead last) {
        return described(
                settings,
                key,
                new LogDescription.State(Instant.ofEpochMilli(last.timestamp()), List.of(), Optional.of(last)));
    }

    private static LogDescription described(LogSettings settings, LogKey key, LogDescription.State state) {
        var facts = settings.facts();
        var url = "https://" + facts.origin() + "/";
        return new LogDescription(
                facts.origin(),
                "Bulla log " + settings.name(),
                Bytes.view(key.encoded()),
                new LogDescription.Addresses(url, url),
                new LogDescription.Window(facts.start(), facts.end()),
                state,
                settings.version());
    }

    /** Durable when this returns. */
    static void publish(LogDescription description, Objects objects) throws IOException {
        var content = Bytes.view(description.json().getBytes(StandardCharsets.US_ASCII));
        if (!objects.get(TilePath.DESCRIPTION).equals(Optional.of(content))) {
            objects.replace(new Objects.Item(TilePath.DESCRIPTION, content));
        }
    }
}
