/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.MadeLog;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of a log, for people and for scripts.
 *
 * @param published by its files
 * @param url       where the server was to be reached when it last started
 * @param served    by the server, if it answers
 */
record LogStatusText(
        Path folder, MadeLog log, Optional<ClaimedHead> published, Optional<String> url, Optional<ClaimedHead> served) {

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
                        published.map(ClaimedHead::text).orElse("nothing yet"),
                        server());
    }

    private String server() {
        return url.map(it -> it + served.map(head -> ", " + head.text()).orElse(" does not answer"))
                .orElse("has no log of its own any more");
    }

    String json() {
        var mapper = JsonMapper.shared();
        var json = mapper.createObjectNode()
                .put("folder", folder.toString())
                .put("origin", log.origin())
                .put("logId", Fingerprint.of(log.keyInfo()))
                .put("created", log.created());
        json.set("published", published.map(ClaimedHead::json).orElse(null));
        json.put("url", url.orElse(null));
        json.set("served", served.map(ClaimedHead::json).orElse(null));
        return mapper.writeValueAsString(json) + "\n";
    }
}
