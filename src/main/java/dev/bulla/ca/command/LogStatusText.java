/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.x509.Sha256;
import dev.bulla.ctlog.SignedHead;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of a log, for people and for scripts.
 *
 * @param place  where it lies
 * @param url       where the server was to be reached when it last started
 * @param served    by the server, if it answers
 */
record LogStatusText(
        String place, MadeLog log, Published published, Optional<String> url, Optional<SignedHead> served) {

    /**
     * What its files say.
     *
     * @param head      the newest that readers of the files see
     * @param witnessed the newest that enough witnesses have signed
     * @param last      the one with which the log has ended, if it has
     * @param keys      by which witnesses know the log
     */
    record Published(
            Optional<SignedHead> head, Optional<SignedHead> witnessed, Optional<SignedHead> last, List<String> keys) {
        Published {
            keys = List.copyOf(keys);
        }
    }

    String text() {
        return """
                log:       %s
                origin:    %s
                id:        %s
                made:      %s
                published: %s
                %sserver:    %s
                """.formatted(
                        place,
                        log.origin(),
                        Sha256.hex(log.keyInfo()),
                        log.created(),
                        published.head().map(LogStatusText::text).orElse("nothing yet"),
                        witnessing(),
                        server());
    }

    /** Nothing for a log that goes on, without witnesses. */
    private String witnessing() {
        var lines = new StringBuilder();
        published
                .witnessed()
                .ifPresent(
                        head -> lines.append("witnessed: ").append(text(head)).append('\n'));
        published
                .last()
                .ifPresent(
                        head -> lines.append("ended:     ").append(text(head)).append('\n'));
        published.keys().forEach(key -> lines.append("key:       ").append(key).append('\n'));
        return lines.toString();
    }

    private String server() {
        return url.map(it -> it + served.map(head -> ", " + text(head)).orElse(" does not answer"))
                .orElse("none is known that serves it");
    }

    String json() {
        var mapper = JsonMapper.shared();
        var json = mapper.createObjectNode()
                .put("folder", place)
                .put("origin", log.origin())
                .put("logId", Sha256.hex(log.keyInfo()))
                .put("created", log.created().toString());
        json.set("published", published.head().map(LogStatusText::json).orElse(null));
        json.set("witnessed", published.witnessed().map(LogStatusText::json).orElse(null));
        json.set("ended", published.last().map(LogStatusText::json).orElse(null));
        published.keys().forEach(json.putArray("noteKeys")::add);
        json.put("url", url.orElse(null));
        json.set("served", served.map(LogStatusText::json).orElse(null));
        return mapper.writeValueAsString(json) + "\n";
    }

    private static String text(SignedHead head) {
        return "%d entries, root %s, signed at %s".formatted(head.size(), root(head), head.time());
    }

    private static JsonNode json(SignedHead head) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("size", head.size())
                .put("root", root(head))
                .put("time", head.time().toString());
    }

    private static String root(SignedHead head) {
        return Base64.getEncoder().encodeToString(head.root());
    }
}
