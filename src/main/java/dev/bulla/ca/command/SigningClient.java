/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the protocol's second HTTP version, as every client of it could. */
final class SigningClient {
    private final URI url;
    private final String flag;

    /** @param flag with which the address was typed */
    SigningClient(URI url, String flag) {
        this.url = url;
        this.flag = flag;
    }

    /** The chain, leaf first. */
    List<String> request(String token, ClientKey key, String challenge) throws IOException {
        var body = Map.of(
                "publicKeyRequest",
                Map.of(
                        "publicKey", Map.of("algorithm", key.algorithm(), "content", key.publicPem()),
                        "proofOfPossession", Base64.getEncoder().encodeToString(key.prove(challenge))));
        var exchange = new WebExchange(url, flag);
        var request = exchange.to(endpoint())
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)))
                .build();
        return chain(exchange.send(request));
    }

    private URI endpoint() {
        return URI.create(url.toString().replaceAll("/+$", "") + "/api/v2/signingCert");
    }

    private List<String> chain(HttpResponse<byte[]> response) {
        var answer = json(response);
        if (response.statusCode() != 200) {
            throw new CommandFailedException(refusal(response.statusCode(), answer));
        }
        var chain = chain(answer);
        if (chain.isEmpty()) {
            throw new CommandFailedException(url + " answered without a certificate");
        }
        return chain;
    }

    /** The chain in an answer, whichever form it has. */
    static List<String> chain(JsonNode answer) {
        var form = answer.has("signedCertificateEmbeddedSct")
                ? answer.path("signedCertificateEmbeddedSct")
                : answer.path("signedCertificateDetachedSct");
        var chain = new ArrayList<String>();
        form.path("chain").path("certificates").forEach(pem -> chain.add(pem.asString("")));
        return chain;
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw new CommandFailedException(
                    url + " answered " + response.statusCode() + " with something else than JSON");
        }
    }

    private static String refusal(int status, JsonNode answer) {
        var text = new StringBuilder(
                "refused with " + status + ": " + answer.path("message").asString("no message"));
        answer.path("details").forEach(detail -> {
            append(text, "reason", detail.path("reason"));
            append(text, "request", detail.path("requestId"));
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String name, JsonNode value) {
        if (value.isString()) {
            text.append("\n  ").append(name).append(": ").append(value.asString());
        }
    }
}
