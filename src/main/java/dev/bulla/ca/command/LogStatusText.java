/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.MadeLog;
import dev.bulla.ctlog.SignedHead;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of a log, for people and for scripts.
 *
 * @param published by its files
 * @param url       where the server was to be reached when it last started
 * @param served    by the server, if it answers
 */
record LogStatusText(
        Path folder, MadeLog log, Optional<SignedHead> published, Optional<String> url, Optional<SignedHead> served) {

    String text() {
        return """
                log:       %s
                origin:    %s
                id:        %s
                made:      %s
                published: %s
                server:    %s
                """.formatted(
                        folder,
                        log.origin(),
                        Fingerprint.of(log.keyInfo()),
                        log.created(),
                        published.map(LogStatusText::text).orElse("nothing yet"),
                        server());
    }

    private String server() {
        return url.map(it -> it + served.map(head -> ", " + text(head)).orElse(" does not answer"))
                .orElse("has no log of its own any more");
    }

    String json() {
        var mapper = JsonMapper.shared();
        var json = mapper.createObjectNode()
                .put("folder", folder.toString())
                .put("origin", log.origin())
                .put("logId", Fingerprint.of(log.keyInfo()))
                .put("created", log.created());
        json.set("published", published.map(LogStatusText::json).orElse(null));
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
