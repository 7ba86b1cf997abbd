/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.rotation.RotatedKey;
import dev.bulla.ca.rotation.Span;
import dev.bulla.ca.rotation.Stand;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where a rotation stands, for people and for programs. */
record RotationText(Stand stand) {

    String lines() {
        var text = new StringBuilder();
        key(text, "in use:  ", stand.current());
        stand.current()
                .known()
                .filter(key -> !key.isInUse())
                .ifPresent(_ -> line(text, "no server has taken it over yet: one that runs does so within seconds"));
        stand.next().ifPresent(next -> next(text, next));
        for (var key : stand.replaced()) {
            text.append("replaced: ").append(key.sha256()).append('\n');
            line(
                    text,
                    "since " + key.life().replaced().orElseThrow() + ", --retire from " + stand.retireFrom(key)
                            + " on");
        }
        if (stand.isHalfSwitched()) {
            text.append("A switch stopped halfway: complete it with --switch.\n");
        }
        return text.toString();
    }

    private void next(StringBuilder text, RotatedKey next) {
        key(text, "next:    ", next);
        stand.switchFrom()
                .ifPresentOrElse(
                        from -> line(
                                text,
                                "published " + next.known().orElseThrow().entered() + ", --switch from " + from
                                        + " on (publish-lead "
                                        + Span.text(stand.terms().publishLead()) + ")"),
                        () -> line(text, "not published: run --next again"));
    }

    private static void key(StringBuilder text, String what, RotatedKey key) {
        text.append(what).append(' ').append(key.sha256()).append('\n');
        line(text, key.name() + ", chain ends " + key.end());
    }

    private static void line(StringBuilder text, String more) {
        text.append("          ").append(more).append('\n');
    }

    String json() {
        var json = JsonMapper.shared().createObjectNode();
        key(json.putObject("current"), stand.current());
        stand.next().ifPresent(next -> {
            var part = json.putObject("next");
            key(part, next);
            stand.switchFrom().ifPresent(from -> part.put("switchFrom", from.toString()));
        });
        var replaced = json.putArray("replaced");
        stand.replaced().forEach(key -> replaced(replaced.addObject(), key));
        json.put("halfSwitched", stand.isHalfSwitched());
        json.put("publishLead", stand.terms().publishLead().toString());
        return json + "\n";
    }

    private void replaced(ObjectNode json, KnownKey key) {
        json.put("sha256", key.sha256())
                .put("since", key.life().replaced().orElseThrow().toString())
                .put("retireFrom", stand.retireFrom(key).toString());
    }

    private static void key(ObjectNode json, RotatedKey key) {
        json.put("sha256", key.sha256())
                .put("subject", key.name())
                .put("end", key.end().toString());
        key.known()
                .ifPresent(known ->
                        json.put("published", known.entered().toString()).put("inUse", known.isInUse()));
    }
}
