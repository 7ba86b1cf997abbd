/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static dev.bulla.ca.token.KnownIssuer.NOW;
import static dev.bulla.ca.token.KnownIssuer.key;
import static dev.bulla.ca.token.KnownIssuer.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.TestToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything after the signature. */
class TokenVerifierTest {
    private static final long SECOND = NOW.getEpochSecond();

    private final KnownIssuer issuer = new KnownIssuer(Crypto.fastest(), key("ES256"));

    @Test
    void refusesATokenThatSpeaksForAnotherIssuer() {
        assertThat(refusal(honest -> honest.claim("iss", KnownIssuer.URL + "/")))
                .isEqualTo(Refusal.ISSUER_UNKNOWN);
        assertThat(refusal(honest -> honest.without("iss"))).isEqualTo(Refusal.ISSUER_UNKNOWN);
    }

    @Test
    void takesAnAudienceAmongOthers() {
        assertThatNoException().isThrownBy(() -> verify(honest -> honest.claim("aud", List.of("other", "sigstore"))));
    }

    @Test
    void refusesATokenMeantForSomeoneElse() {
        for (var audience : Arrays.asList("Sigstore", "sigstore ", "", List.of(), List.of("a", "b"), null)) {
            assertThat(refusal(honest -> honest.claim("aud", audience))).isEqualTo(Refusal.TOKEN_AUDIENCE_WRONG);
        }
        assertThat(refusal(honest -> honest.without("aud"))).isEqualTo(Refusal.TOKEN_AUDIENCE_WRONG);
    }

    @Test
    void refusesAnAudienceThatIsNotText() {
        for (var audience :
                List.of(5, true, Map.of("sigstore", 1), List.of("sigstore", 5), Arrays.asList("sigstore", null))) {
            assertThat(refusal(honest -> honest.claim("aud", audience))).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
        }
    }

    @Test
    void acceptsNobodyWhileNoAudienceIsConfigured() {
        var anyone = new TokenVerifier(KnownIssuer.URL, "", issuer, InstantSource.fixed(NOW));
        var token = UnverifiedToken.parse(token(key("ES256"), honest -> honest.claim("aud", "")));

        var refused = catchThrowableOfType(RefusedException.class, () -> anyone.verify(token));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_AUDIENCE_WRONG);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "-1, false", "-60, false"})
    void endsWithoutLeeway(long secondsAhead, boolean accepted) {
        assertThat(accepts(honest -> honest.claim("exp", SECOND + secondsAhead)))
                .isEqualTo(accepted);
    }

    @Test
    void takesAMissingEndForALongPastOne() {
        assertThat(refusal(honest -> honest.without("exp"))).isEqualTo(Refusal.TOKEN_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "301, false", "-86400, true"})
    void mayBeginFiveMinutesEarly(long secondsAhead, boolean accepted) {
        assertThat(accepts(honest -> honest.claim("nbf", SECOND + secondsAhead)))
                .isEqualTo(accepted);
    }

    @Test
    void saysWhenATokenIsNotYetValid() {
        assertThat(refusal(honest -> honest.claim("nbf", SECOND + 3600))).isEqualTo(Refusal.TOKEN_NOT_YET_VALID);
    }

    @Test
    void asksTheClockItWasGiven() {
        var token = UnverifiedToken.parse(token(key("ES256"), honest -> honest));

        var refused = catchThrowableOfType(
                RefusedException.class,
                () -> new TokenVerifier(
                                KnownIssuer.URL,
                                TestToken.AUDIENCE,
                                issuer,
                                InstantSource.fixed(Instant.ofEpochSecond(SECOND + 300)))
                        .verify(token));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_EXPIRED);
    }

    /** The clock says 1795256130.25. */
    @ParameterizedTest
    @CsvSource({
        "1795256131, true",
        "1795256131.9, true",
        "1795256130.9, false",
        "1.8e9, true",
        "1.7E+9, false",
        "1e12, true",
        "-1, false",
        "0, false",
        "9223372036854775807, false",
        "9223372036854775808, false",
        "1e300, false"
    })
    void readsDatesAsNumbersAndAsTextThatHoldsOne(String end, boolean accepted) {
        assertThat(SECOND).isEqualTo(1795256130L);
        assertThat(accepts(honest -> withRaw(honest, "exp", end))).isEqualTo(accepted);
        assertThat(accepts(honest -> honest.claim("exp", end))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void refusesDatesThatAreNone(String name) {
        for (var value : List.of(
                true,
                "",
                "tomorrow",
                "2026-11-21T10:15:30Z",
                " 1",
                "+1",
                "01",
                "1.",
                "0x10",
                "NaN",
                "Infinity",
                "1e",
                "1e400",
                List.of(1),
                Map.of("s", 1))) {
            assertThat(refusal(honest -> honest.claim(name, value)))
                    .as("%s %s", name, value)
                    .isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
        }
        assertThat(refusal(honest -> withRaw(honest, name, "1e400"))).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
    }

    @Test
    void takesNullForAMissingBeginningOnly() {
        assertThat(accepts(honest -> honest.claim("nbf", null))).isTrue();
        assertThat(accepts(honest -> honest.without("nbf").without("iat"))).isTrue();
        assertThat(refusal(honest -> honest.claim("exp", null))).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
        assertThat(refusal(honest -> honest.claim("iat", null))).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
    }

    @Test
    void refusesABeginningBeyondAllDates() {
        assertThat(refusal(honest -> honest.claim("nbf", "1e300"))).isEqualTo(Refusal.TOKEN_NOT_YET_VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "nonce", "at_hash"})
    void wantsTextOrNothing(String name) {
        assertThat(accepts(honest -> honest.without(name))).isTrue();
        assertThat(accepts(honest -> honest.claim(name, null))).isTrue();
        assertThat(refusal(honest -> honest.claim(name, 5))).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
    }

    @Test
    void givesAnEmptySubjectToATokenWithoutOne() {
        assertThat(verify(honest -> honest.without("sub")).subject()).isEmpty();
    }

    @Test
    void wantsTheSourceOfEachDistributedClaim() {
        var sources = Map.of("src1", Map.of("endpoint", "https://issuer.example/groups"), "", Map.of());

        assertThat(accepts(honest ->
                        honest.claim("_claim_names", Map.of("groups", "src1")).claim("_claim_sources", sources)))
                .isTrue();
        for (Map<String, Object> names :
                List.<Map<String, Object>>of(Map.of("groups", "src2"), Map.of("groups", ""), Map.of("groups", 5))) {
            assertThat(refusal(honest -> honest.claim("_claim_names", names).claim("_claim_sources", sources)))
                    .isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
        }
        assertThat(refusal(honest -> honest.claim("_claim_names", Map.of("groups", "src1"))))
                .isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
        assertThat(refusal(honest -> honest.claim("_claim_names", "groups"))).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
    }

    @Test
    void looksAtTheSignatureBeforeItLooksAtTheClaims() {
        var forged = token(key("ES384"), honest -> honest.claim("exp", 0).header("kid", "ES256"));

        assertThat(catchThrowableOfType(RefusedException.class, () -> issuer.verify(forged))
                        .refusal())
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @Test
    void namesTheClaimButNeverItsValueInWhatTheLogReads() {
        var refused = refused(honest -> honest.claim("aud", "a-private-audience"));

        assertThat(refused).hasMessageContaining("aud").hasMessageContaining(KnownIssuer.URL);
        assertThat(refused.getMessage()).doesNotContain("a-private-audience", "ada@example.com");
        assertThat(refused.sentence()).isEqualTo("There was an error processing the identity token");
    }

    private static TestToken withRaw(TestToken token, String name, String literal) {
        var payload = token.claim(name, "RAW").payload();
        return token.rawPayload(payload.replace("\"RAW\"", literal));
    }

    private VerifiedToken verify(UnaryOperator<TestToken> change) {
        return issuer.verify(token(key("ES256"), change));
    }

    private boolean accepts(UnaryOperator<TestToken> change) {
        try {
            return verify(change).issuer().equals(KnownIssuer.URL);
        } catch (RefusedException e) {
            return false;
        }
    }

    private Refusal refusal(UnaryOperator<TestToken> change) {
        return refused(change).refusal();
    }

    private RefusedException refused(UnaryOperator<TestToken> change) {
        return catchThrowableOfType(RefusedException.class, () -> verify(change));
    }
}
