/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySet;
import dev.bulla.ca.token.KeySetReader;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The one key of as many issuers as you like, at hand without a network. It signs whatever it is given. */
public final class KnownKeys implements IssuerKeys {
    private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"key\"}";

    private final TokenKey key = TokenKey.fresh("key", "ES256");
    private final KeySet published = new KeySetReader(Crypto.fastest())
            .read(new JsonMapper().writeValueAsBytes(Map.of("keys", List.of(key.jwk()))));

    /** A compact token of these texts, whatever they are. An empty header is the usual one. */
    public String token(String header, String claims) {
        var content = base64(header.isEmpty() ? HEADER.getBytes(UTF_8) : header.getBytes(UTF_8))
                + "."
                + base64(claims.getBytes(UTF_8));
        return content + "." + base64(key.sign(content.getBytes(UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public KeySet current() {
        return published;
    }

    @Override
    public KeySet newerThan(KeySet tried) {
        return published;
    }
}
