/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.x509.Bytes;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an answer without a certificate says, so short that equal refusals have equal texts. */
final class RefusalText {
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int LONGEST_MESSAGE = 200;

    private RefusalText() {}

    /** Status, code and, where the server gives one, the reason. */
    static String of(Answer answer) {
        var body = json(answer.body());
        var text = new StringBuilder("HTTP ").append(answer.status());
        if (body.path("code").isIntegralNumber()) {
            text.append(", code ").append(body.path("code").asInt());
        }
        body.path("details").forEach(detail -> {
            var reason = detail.path("reason").asString("");
            if (REASON.matcher(reason).matches()) {
                text.append(", ").append(reason);
            }
        });
        return text.toString();
    }

    /** The same with the message, for a person. */
    static String inFull(Answer answer) {
        var message = json(answer.body()).path("message").asString("").replaceAll("\\p{Cntrl}", " ");
        var text = of(answer);
        return message.isEmpty()
                ? text
                : text + ": " + message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private static JsonNode json(Bytes body) {
        try {
            return JsonMapper.shared().readTree(body.array());
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }
}
