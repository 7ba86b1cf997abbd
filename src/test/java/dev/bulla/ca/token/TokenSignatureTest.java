/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static dev.bulla.ca.token.KnownIssuer.key;
import static dev.bulla.ca.token.KnownIssuer.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.crypto.impl.ECDSA;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TokenKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSignatureTest {
    static Stream<Crypto> providers() {
        return Stream.of(TestCrypto.values()).map(TestCrypto::crypto);
    }

    static Stream<Arguments> providersAndAlgorithms() {
        return providers()
                .flatMap(crypto -> KnownIssuer.ALGORITHMS.stream().map(algorithm -> Arguments.of(crypto, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("providersAndAlgorithms")
    void verifiesWhatTheIssuerSigned(Crypto crypto, String algorithm) {
        var issuer = new KnownIssuer(crypto, key(algorithm));

        var verified = issuer.verify(token(key(algorithm), honest -> honest));

        assertThat(verified.issuer()).isEqualTo(KnownIssuer.URL);
        assertThat(verified.subject()).isEqualTo("user-17");
        assertThat(issuer.asked()).isZero();
    }

    @ParameterizedTest
    @MethodSource("providersAndAlgorithms")
    void refusesAnotherKeyOfTheSameName(Crypto crypto, String algorithm) {
        var issuer = new KnownIssuer(crypto, key(algorithm));
        var forger = TokenKey.fresh(key(algorithm).id(), algorithm);

        assertThat(refusal(issuer, token(forger, honest -> honest))).isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @MethodSource("providersAndAlgorithms")
    void refusesAPayloadThatWasChangedAfterwards(Crypto crypto, String algorithm) {
        var issuer = new KnownIssuer(crypto, key(algorithm));
        var good = token(key(algorithm), honest -> honest).split("\\.", 3);
        var other = token(key(algorithm), honest -> honest.claim("email", "eve@example.com"))
                .split("\\.", 3);

        assertThat(refusal(issuer, good[0] + "." + other[1] + "." + good[2]))
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @MethodSource("providersAndAlgorithms")
    void refusesSignaturesThatAreEmptyShortOrLong(Crypto crypto, String algorithm) {
        var issuer = new KnownIssuer(crypto, key(algorithm));
        var good = token(key(algorithm), honest -> honest);
        var content = good.substring(0, good.lastIndexOf('.') + 1);
        var signature = good.substring(content.length());

        for (var bad : List.of("", "AAAA", signature.substring(0, signature.length() - 4), signature + "AAAA")) {
            assertThat(refusal(issuer, content + bad)).isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesEllipticSignaturesInDer(Crypto crypto) throws Exception {
        var issuer = new KnownIssuer(crypto, key("ES256"));
        var good = token(key("ES256"), honest -> honest);
        var content = good.substring(0, good.lastIndexOf('.') + 1);
        var der = ECDSA.transcodeSignatureToDER(Base64.getUrlDecoder().decode(good.substring(content.length())));

        assertThat(refusal(
                        issuer,
                        content + Base64.getUrlEncoder().withoutPadding().encodeToString(der)))
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesAnEllipticSignatureOfZeros(Crypto crypto) {
        var issuer = new KnownIssuer(crypto, key("ES256"));
        var good = token(key("ES256"), honest -> honest);

        assertThat(refusal(issuer, good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(86)))
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesACurveThatIsNotTheAlgorithms(Crypto crypto) {
        var issuer = new KnownIssuer(crypto, key("ES384"));

        assertThat(refusal(issuer, token(key("ES384"), honest -> honest.header("alg", "ES256"))))
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "HS512", "rs256", "RS1", "ES256K", "Ed25519", "Ed448", ""})
    void neverTakesAnAlgorithmOutsideItsList(String algorithm) {
        var issuer = new KnownIssuer(Crypto.fastest()).announcing("none", "HS256", "HS512", "RS256", algorithm);

        assertThat(refusal(issuer, token(key("RS256"), honest -> honest.header("alg", algorithm))))
                .isEqualTo(Refusal.TOKEN_ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void takesOnlyWhatTheIssuerAnnounces() {
        var issuer = new KnownIssuer(Crypto.fastest()).announcing("ES256");

        assertThat(issuer.verify(token(key("ES256"), honest -> honest)).subject())
                .isEqualTo("user-17");
        assertThat(refusal(issuer, token(key("RS256"), honest -> honest)))
                .isEqualTo(Refusal.TOKEN_ALGORITHM_NOT_ALLOWED);
        assertThat(issuer.asked()).isZero();
    }

    @Test
    void takesRs256FromAnIssuerThatAnnouncesNothingWeAccept() {
        for (var issuer : List.of(
                new KnownIssuer(Crypto.fastest()).announcing(),
                new KnownIssuer(Crypto.fastest()).announcing("HS256", "none", "ES256K"))) {
            assertThat(issuer.verify(token(key("RS256"), honest -> honest)).subject())
                    .isEqualTo("user-17");
            assertThat(refusal(issuer, token(key("ES256"), honest -> honest)))
                    .isEqualTo(Refusal.TOKEN_ALGORITHM_NOT_ALLOWED);
        }
    }

    @Test
    void takesTheKeyThatTheTokenNames() {
        var issuer = new KnownIssuer(
                Crypto.fastest(), key("ES256").named("one"), key("RS256").named("two"));

        assertThat(refusal(issuer, token(key("ES256").named("two"), honest -> honest)))
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @Test
    void triesEveryKeyOfTheSameName() {
        var issuer = new KnownIssuer(
                Crypto.fastest(),
                TokenKey.fresh("same", "ES256"),
                key("RS256").named("same"),
                key("ES256").named("same"));

        assertThat(issuer.verify(token(key("ES256").named("same"), honest -> honest))
                        .subject())
                .isEqualTo("user-17");
    }

    @Test
    void triesEveryKeyForATokenThatNamesNone() {
        var issuer = new KnownIssuer(Crypto.fastest(), TokenKey.fresh("other", "ES256"), key("RS256"), key("ES256"));

        for (var token : List.of(
                token(key("ES256"), honest -> honest.withoutHeader("kid")),
                token(key("ES256"), honest -> honest.header("kid", "")),
                token(key("ES256"), honest -> honest.header("kid", null)))) {
            assertThat(issuer.verify(token).subject()).isEqualTo("user-17");
        }
    }

    @Test
    void findsAKeyWithoutNameOnlyForATokenThatNamesNone() {
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256").named(""));

        assertThat(issuer.verify(token(key("ES256"), honest -> honest.withoutHeader("kid")))
                        .subject())
                .isEqualTo("user-17");
        assertThat(refusal(issuer, token(key("ES256"), honest -> honest))).isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @Test
    void asksOnceForNewerKeysWhenNoneVerifies() {
        var next = TokenKey.fresh("next", "ES256");
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256")).laterPublishing(next);

        assertThat(issuer.verify(token(next, honest -> honest)).subject()).isEqualTo("user-17");
        assertThat(issuer.asked()).isOne();
    }

    @Test
    void asksForNewerKeysAlsoWhenAKnownNameHasANewKey() {
        var next = TokenKey.fresh(key("ES256").id(), "ES256");
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256")).laterPublishing(next);

        assertThat(issuer.verify(token(next, honest -> honest)).subject()).isEqualTo("user-17");
    }

    @Test
    void refusesWhenNewerKeysDoNotVerifyEither() {
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256")).laterPublishing(key("RS256"));

        assertThat(refusal(issuer, token(TokenKey.fresh("x", "ES256"), honest -> honest)))
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
        assertThat(issuer.asked()).isOne();
    }

    @Test
    void neverUsesAKeyThatTheTokenBrings() {
        var forger = TokenKey.fresh("mine", "ES256");
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256"));

        assertThat(refusal(issuer, token(forger, honest -> honest.header("jwk", forger.jwk()))))
                .isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JOSE", "at+jwt", "JWT", "anything"})
    void takesTokensOfAnyType(String type) {
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256"));

        assertThat(issuer.verify(token(key("ES256"), honest -> honest.header("typ", type)))
                        .subject())
                .isEqualTo("user-17");
    }

    @Test
    void verifiesATokenWhoseTextWasBrokenAndSpaced() {
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256"));
        var parts = token(key("ES256"), honest -> honest).split("\\.", 3);

        var spaced = "  " + parts[0] + " ." + parts[1].substring(0, 20) + "\r\n" + parts[1].substring(20) + ". "
                + parts[2] + "\n";

        assertThat(issuer.verify(spaced).subject()).isEqualTo("user-17");
    }

    @Test
    void toleratesUnusedBitsAtTheEndOfAPart() {
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256"));
        var good = token(key("ES256"), honest -> honest);
        var last = good.charAt(good.length() - 1);
        var twin = (char) (last + 1);

        assertThat(List.of('A', 'Q', 'g', 'w'))
                .as("64 bytes leave four unused bits")
                .contains(last);
        assertThat(issuer.verify(good.substring(0, good.length() - 1) + twin).subject())
                .isEqualTo("user-17");
    }

    @Test
    void listsEveryClaimUnderItsExactName() {
        var issuer = new KnownIssuer(Crypto.fastest(), key("ES256"));

        var claims = issuer.verify(token(
                        key("ES256"),
                        honest -> honest.claim("Repository_ID", 12345678901234567L)
                                .claim("groups", List.of("a"))))
                .claims();

        assertThat(claims)
                .containsEntry("Repository_ID", new Claim.Number("12345678901234567"))
                .containsEntry("groups", new Claim.Items(List.of(new Claim.Text("a"))))
                .containsEntry("email_verified", new Claim.Truth(true));
        assertThat(Map.copyOf(claims)).doesNotContainKey("repository_id");
    }

    private static Refusal refusal(KnownIssuer issuer, String token) {
        return catchThrowableOfType(RefusedException.class, () -> issuer.verify(token))
                .refusal();
    }
}
