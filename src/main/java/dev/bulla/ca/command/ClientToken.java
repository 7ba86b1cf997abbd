/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client reads in its own token: the text it has to sign. */
final class ClientToken {

    private static final Pattern FORM = Pattern.compile("[\\w-]*\\.[\\w-]*\\.[\\w-]*");

    private ClientToken() {}

    /** The token, if it has the form of one. Anything else would be quoted by whoever finds that it fits in no header. */
    static String inOnePiece(String token) {
        if (!isInOnePiece(token)) {
            throw new CommandFailedException("this is no token: it must have three parts with dots between them");
        }
        return token;
    }

    static boolean isInOnePiece(String token) {
        return FORM.matcher(token).matches();
    }

    /** The address if the token has one, else the subject, as the clients of the original decide it. */
    static String challenge(String token) {
        var claims = claims(token);
        var email = claims.path("email").asString("");
        return email.isEmpty() ? claims.path("sub").asString("") : email;
    }

    /** What the token says. */
    static JsonNode claims(String token) {
        try {
            var payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
            return JsonMapper.shared().readTree(payload);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new CommandFailedException("this is no token: its middle part is not base64url of JSON");
        }
    }
}
