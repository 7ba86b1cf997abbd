/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another implementation answered: requests to Fulcio v1.8.8, when each was sent, and its raw answers, with the
 * documents of the issuers it asked.
 */
record Recording(Map<String, String> documents, List<Exchange> exchanges) {

    /** One request and its recorded answer. Header names are in lower case. */
    record Exchange(
            String name,
            Instant at,
            String method,
            String path,
            Map<String, String> requestHeaders,
            Optional<Bytes> requestBody,
            int status,
            Map<String, String> headers,
            Bytes body) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Recording read() {
        try (InputStream stream = Recording.class.getResourceAsStream("/golden/fulcio-v1.8.8.json")) {
            var root = JsonMapper.shared().readTree(stream.readAllBytes());
            var documents = new HashMap<String, String>();
            root.path("documents").forEachEntry((url, document) -> documents.put(url, document.toString()));
            var exchanges = StreamSupport.stream(root.path("cases").spliterator(), false)
                    .map(Recording::exchange)
                    .toList();
            return new Recording(documents, exchanges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exchange exchange(JsonNode recorded) {
        var answer = recorded.path("answer");
        return new Exchange(
                recorded.path("name").asString(),
                Instant.ofEpochMilli((long) (recorded.path("at").asDouble() * 1000)),
                recorded.path("method").asString(),
                recorded.path("path").asString(),
                headers(recorded.path("headers")),
                recorded.path("body").isNull() ? Optional.empty() : Optional.of(decoded(recorded.path("body"))),
                answer.path("status").asInt(),
                headers(answer.path("headers")),
                decoded(answer.path("body")));
    }

    private static Bytes decoded(JsonNode body) {
        return Bytes.of(Base64.getDecoder().decode(body.asString("")));
    }

    private static Map<String, String> headers(JsonNode node) {
        var headers = new HashMap<String, String>();
        node.forEachEntry((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.asString()));
        return headers;
    }
}
