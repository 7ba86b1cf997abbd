/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.testing.TokenKey;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Verifies a token of an issuer whose keys are pinned, and says how many network interfaces there are. */
final class WithoutNetwork {
    private WithoutNetwork() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var key = TokenKey.fresh("pinned", "ES256");
        var jwks = JsonMapper.shared().writeValueAsString(Map.of("keys", List.of(key.jwk())));
        var file = Files.writeString(folder.resolve("keys.json"), jwks);
        var issuers =
                "oidc-issuers: {\"https://a.example\": {issuer-url: \"https://a.example\", client-id: sigstore, type: email, jwks-file: %s}}"
                        .formatted(file);
        System.out.println("interfaces: " + interfaces());
        try (var keys = new KeysFixture(folder, issuers)) {
            keys.verify(key);
            System.out.println("verified");
        }
    }

    /** The JDK throws where there is none at all. */
    private static long interfaces() {
        try {
            return NetworkInterface.networkInterfaces().count();
        } catch (SocketException e) {
            return 0;
        }
    }
}
