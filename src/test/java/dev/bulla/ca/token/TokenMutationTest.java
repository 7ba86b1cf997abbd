/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static dev.bulla.ca.token.KnownIssuer.key;
import static dev.bulla.ca.token.KnownIssuer.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TokenKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeded noise: whatever a token is turned into, it is refused and nothing else is thrown. */
class TokenMutationTest {
    private static final int ROUNDS = 4_000;
    private static final String INTERESTING = "{}[]\":,.=-_+/ \n\\u0eE19tfn\u0000\u00ff\ud83d";

    @ParameterizedTest
    @EnumSource
    void nothingButARefusalLeavesTheVerifier(TestCrypto provider) {
        var algorithms = List.of("RS256", "PS256", "ES256", "ES512", "EdDSA");
        var issuer = new KnownIssuer(
                provider.crypto(), algorithms.stream().map(KnownIssuer::key).toArray(TokenKey[]::new));
        var tokens =
                algorithms.stream().map(a -> token(key(a), honest -> honest)).toList();
        var random = new Random(20261121);
        var seen = EnumSet.noneOf(Refusal.class);
        var accepted = new ArrayList<VerifiedToken>();

        for (var round = 0; round < ROUNDS; round++) {
            var mutated = mutated(tokens.get(random.nextInt(tokens.size())), random);
            try {
                accepted.add(issuer.verify(mutated));
            } catch (RefusedException e) {
                seen.add(e.refusal());
            }
        }

        assertThat(accepted).allSatisfy(token -> assertThat(token.subject()).isEqualTo("user-17"));
        assertThat(seen)
                .as("the noise reaches every depth")
                .containsAll(Set.of(
                        Refusal.TOKEN_MALFORMED, Refusal.TOKEN_ALGORITHM_NOT_ALLOWED, Refusal.TOKEN_SIGNATURE_INVALID));
    }

    @ParameterizedTest
    @EnumSource
    void nothingButARefusalLeavesAnHonestlySignedOddity(TestCrypto provider) {
        var issuer = new KnownIssuer(provider.crypto(), key("ES256"));
        var random = new Random(20261122);
        var seen = EnumSet.noneOf(Refusal.class);

        for (var round = 0; round < ROUNDS / 2; round++) {
            var odd = token(key("ES256"), honest -> honest.rawPayload(changed(honest.payload(), random)));
            try {
                assertThat(issuer.verify(odd).issuer()).isEqualTo(KnownIssuer.URL);
            } catch (RefusedException e) {
                seen.add(e.refusal());
            }
        }

        assertThat(seen).contains(Refusal.TOKEN_MALFORMED, Refusal.TOKEN_CLAIMS_UNUSABLE, Refusal.TOKEN_AUDIENCE_WRONG);
    }

    /** Changes the text of the token, or what one of its parts encodes. */
    private static String mutated(String token, Random random) {
        if (random.nextBoolean()) {
            return changed(token, random);
        }
        var parts = token.split("\\.", 3);
        var part = random.nextInt(3);
        var decoded = new String(Base64.getUrlDecoder().decode(parts[part]), StandardCharsets.ISO_8859_1);
        parts[part] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(changed(decoded, random).getBytes(StandardCharsets.ISO_8859_1));
        return String.join(".", parts);
    }

    private static String changed(String text, Random random) {
        var changed = new StringBuilder(text);
        for (var times = random.nextInt(3); times >= 0; times--) {
            var at = random.nextInt(changed.length());
            var noise = INTERESTING.charAt(random.nextInt(INTERESTING.length()));
            switch (random.nextInt(5)) {
                case 0 -> changed.setCharAt(at, noise);
                case 1 -> changed.insert(at, noise);
                case 2 -> changed.deleteCharAt(at);
                case 3 -> changed.insert(at, changed.substring(at, Math.min(at + 20, changed.length())));
                default -> changed.setCharAt(at, (char) (changed.charAt(at) ^ 1 << random.nextInt(7)));
            }
        }
        return changed.toString();
    }
}
