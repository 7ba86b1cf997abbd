/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnverifiedTokenTest {
    private static final String HEADER = base64("{\"alg\":\"RS256\"}");
    private static final String PAYLOAD = base64("{\"iss\":\"https://issuer.example\"}");

    @Test
    void tellsTheIssuerOfAnyTokenThatParses() {
        assertThat(issuerOf("{\"sub\":\"ada\",\"iss\":\"https://issuer.example/\"}"))
                .isEqualTo("https://issuer.example/");
    }

    @Test
    void takesTheLastOfRepeatedIssuers() {
        assertThat(issuerOf("{\"iss\":\"https://a.example\",\"iss\":\"https://b.example\"}"))
                .isEqualTo("https://b.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"iss\":null}", "{\"ISS\":\"https://issuer.example\"}", "{\"iss\":\"\"}"})
    void takesAMissingIssuerForTheEmptyText(String payload) {
        assertThat(issuerOf(payload)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"iss\":1}", "{\"iss\":[\"https://issuer.example\"]}", "{\"iss\":true}", "{\"iss\":{}}"})
    void refusesAnIssuerThatIsNotText(String payload) {
        assertThat(refusalOf(HEADER + "." + base64(payload) + ".AAAA")).isEqualTo(Refusal.TOKEN_MALFORMED);
    }

    @Test
    void toleratesWhiteSpaceAroundTheObject() {
        assertThat(issuerOf(" \n\t{\"iss\":\"x\"}\r\n ")).isEqualTo("x");
    }

    @Test
    void replacesInvalidUtf8InsideText() {
        var payload = new byte[] {'{', '"', 'i', 's', 's', '"', ':', '"', 'a', (byte) 0xff, 'b', '"', '}'};

        assertThat(UnverifiedToken.parse(HEADER + "." + base64(payload) + ".AAAA")
                        .issuer())
                .isEqualTo("a\ufffdb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "[{\"iss\":\"x\"}]",
                "\"iss\"",
                "{\"iss\":\"x\"} x",
                "{\"iss\":\"x\"}{}",
                "\ufeff{\"iss\":\"x\"}",
                "{\"iss\":\"x\"",
                "{'iss':'x'}",
                "{\"iss\":\"x\",}",
                "{\"iss\":\"x\",\"n\":01}",
                "{\"iss\":\"x\",\"n\":NaN}",
                "{\"iss\":\"x\"/**/}"
            })
    void refusesAPayloadThatIsNotOneJsonObject(String payload) {
        assertThat(refusalOf(HEADER + "." + base64(payload) + ".AAAA")).isEqualTo(Refusal.TOKEN_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a", "a.b", "a.b.c.d", "....", "{\"payload\":\"a.b.c\"}"})
    void refusesWhatDoesNotHaveThreeParts(String token) {
        assertThat(refusalOf(token)).isEqualTo(Refusal.TOKEN_MALFORMED);
    }

    @Test
    void countsDotsBeforeItSplits() {
        var dots = ".".repeat(60_000);

        // Splitting them would make 600 million pieces.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (var i = 0; i < 10_000; i++) {
                assertThat(refusalOf(dots)).isEqualTo(Refusal.TOKEN_MALFORMED);
            }
        });
    }

    @Test
    void refusesATokenOfMoreThan64KiB() {
        var filler = "A".repeat(65_536 - HEADER.length() - PAYLOAD.length() - 2);

        assertThat(UnverifiedToken.parse(HEADER + "." + PAYLOAD + "." + filler).issuer())
                .isEqualTo("https://issuer.example");
        assertThat(refusalOf(HEADER + "." + PAYLOAD + "." + filler + "A")).isEqualTo(Refusal.TOKEN_MALFORMED);
    }

    @Test
    void toleratesLineBreaksInThePayload() {
        var broken = PAYLOAD.substring(0, 10) + "\r\n" + PAYLOAD.substring(10) + "\n";

        assertThat(UnverifiedToken.parse(HEADER + "." + broken + ".AAAA").issuer())
                .isEqualTo("https://issuer.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "=", "+", "/", "\u00a0", "!", "\u0141"})
    void refusesSpacePaddingAndTheOtherAlphabetInThePayload(String intruder) {
        assertThat(refusalOf(HEADER + "." + PAYLOAD + intruder + ".AAAA")).isEqualTo(Refusal.TOKEN_MALFORMED);
        assertThat(refusalOf(HEADER + "." + PAYLOAD.substring(0, 8) + intruder + PAYLOAD.substring(8) + ".AAAA"))
                .isEqualTo(Refusal.TOKEN_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "\r\n", "\u000b", "\f", "\u0085", "\u00a0", "\u2003", "\u2028", "\u3000"})
    void toleratesSpaceAroundTheOtherParts(String space) {
        var token = UnverifiedToken.parse(space + HEADER + space + "." + PAYLOAD + "." + space + "AA" + space + "AA");

        assertThat(token.issuer()).isEqualTo("https://issuer.example");
        assertThat(token.signature()).hasToString("AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001c", "\u001f", "\u200b", "=", "+"})
    void refusesWhatOnlyLooksLikeSpace(String intruder) {
        assertThat(refusalOf(HEADER + "." + PAYLOAD + ".AA" + intruder)).isEqualTo(Refusal.TOKEN_MALFORMED);
        assertThat(refusalOf(HEADER + intruder + "." + PAYLOAD + ".AAAA")).isEqualTo(Refusal.TOKEN_MALFORMED);
    }

    @Test
    void neverRepeatsTheTokenInWhatTheLogReads() {
        var secret = base64("{\"iss\":7,\"email\":\"ada@example.com\"}");

        var refused = refused(HEADER + "." + secret + ".AAAA");

        assertThat(refused.getMessage()).doesNotContain("ada", secret).contains("iss");
        assertThat(refused.getCause()).isNull();
    }

    private static String issuerOf(String payload) {
        return UnverifiedToken.parse(HEADER + "." + base64(payload) + ".AAAA").issuer();
    }

    private static Refusal refusalOf(String token) {
        return refused(token).refusal();
    }

    private static RefusedException refused(String token) {
        return catchThrowableOfType(RefusedException.class, () -> UnverifiedToken.parse(token));
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
