/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.token.VerifiedTokens;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailRuleTest {
    private static final String TOKEN = """
            {"aud":"sigstore","iss":"https://iss.example.com","sub":"doesntmatter",
             "email":"alice@example.com","email_verified":true}""";

    private final EmailRule plain = new EmailRule(Optional.empty(), false);
    private final EmailRule skipping = new EmailRule(Optional.empty(), true);
    private final EmailRule broker = brokerAt("$.federated.issuer");

    @Test
    void namesThePersonOfAnHonestToken() {
        var identity = plain.identify(VerifiedTokens.of(TOKEN));

        assertThat(identity).isEqualTo(new Identity.Named("alice@example.com", alice("https://iss.example.com")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "\"True\""})
    void takesTheTextsThatIssuersSendForTrue(String verified) {
        var token = VerifiedTokens.of(TOKEN.replace("true", verified));

        assertThat(plain.identify(token)).isInstanceOf(Identity.Named.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"false\"", "\"False\""})
    void wantsTheAddressVerifiedUnlessToldOtherwise(String verified) {
        var json = TOKEN.replace("true", verified);

        assertThat(refused(plain, json)).hasMessageContaining("verified");
        assertThat(skipping.identify(VerifiedTokens.of(json))).isInstanceOf(Identity.Named.class);
    }

    @Test
    void takesAMissingAnswerForNo() {
        var json = TOKEN.replace("email_verified", "another");

        assertThat(refused(plain, json)).hasMessageContaining("verified");
        assertThat(skipping.identify(VerifiedTokens.of(json))).isInstanceOf(Identity.Named.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "0", "\"TRUE\"", "\"1\"", "\"\"", "\"yes\"", "[true]", "{}"})
    void refusesAnyOtherAnswerEvenIfNobodyAsked(String verified) {
        var json = TOKEN.replace("true", verified);

        assertThat(refused(plain, json)).hasMessageContaining("neither true nor false");
        assertThat(refused(skipping, json)).hasMessageContaining("neither true nor false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "7", "[\"alice@example.com\"]", "\"foo.com\"", "\"\\\"a\\\"@x.io\""})
    void wantsAnAddress(String email) {
        assertThat(refused(plain, TOKEN.replace("\"alice@example.com\"", email)).refusal())
                .isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
    }

    @Test
    void wantsAnAddressUnderItsExactName() {
        assertThat(refused(plain, TOKEN.replace("\"email\"", "\"Email\""))).hasMessageContaining("email claim");
    }

    @Test
    void checksTheAddressAfterWhetherItWasVerified() {
        var json = TOKEN.replace("alice@example.com", "foo.com").replace("true", "false");

        assertThat(refused(plain, json)).hasMessageContaining("verified");
        assertThat(refused(skipping, json)).hasMessageContaining("no address");
    }

    @Test
    void keepsTheCaseOfTheAddress() {
        var named = (Identity.Named) plain.identify(VerifiedTokens.of(TOKEN.replace("alice", "Alice")));

        assertThat(named.challenge()).isEqualTo("Alice@example.com");
        assertThat(named.principal().name()).isEqualTo(new SubjectName.Email("Alice@example.com"));
    }

    @ParameterizedTest
    @CsvSource({"é@x.io, é@x.io", "a\u00a0b@x.io, a\\u00a0b@x.io"})
    void cannotCertifyAnAddressBeyondAscii(String address, String shown) {
        var unmapped =
                (Identity.Unmapped) plain.identify(VerifiedTokens.of(TOKEN.replace("alice@example.com", address)));

        assertThat(unmapped.challenge()).isEqualTo(address);
        assertThat(unmapped.refusal().refusal()).isEqualTo(Refusal.IDENTITY_UNMAPPABLE);
        assertThat(unmapped.refusal().sentence())
                .isEqualTo("x509: \"" + shown + "\" cannot be encoded as an IA5String");
    }

    @Test
    void certifiesTheIssuerThatABrokerAsked() {
        var json = TOKEN.replace("\"aud\"", "\"federated\":{\"issuer\":\"https://example.com\"},\"aud\"");

        assertThat(broker.identify(VerifiedTokens.of(json)))
                .isEqualTo(new Identity.Named("alice@example.com", alice("https://example.com")));
    }

    @Test
    void certifiesTheConnectorOfDex() {
        var json = TOKEN.replace(
                "\"aud\"",
                "\"federated_claims\":{\"connector_id\":\"https://github.com/login/oauth\",\"user_id\":\"1\"},\"aud\"");

        assertThat(brokerAt("$.federated_claims.connector_id").identify(VerifiedTokens.of(json)))
                .isEqualTo(new Identity.Named("alice@example.com", alice("https://github.com/login/oauth")));
    }

    @Test
    void refusesATokenOfABrokerThatDoesNotSayWhomItAsked() {
        assertThat(refused(broker, TOKEN)).hasMessageContaining("lacks the issuer-claim");
    }

    /** The original certifies the text of whatever it finds. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "null", "{}", "[\"https://example.com\"]"})
    void refusesAnIssuerThatIsNotText(String issuer) {
        var json = TOKEN.replace("\"aud\"", "\"federated\":{\"issuer\":" + issuer + "},\"aud\"");

        assertThat(refused(broker, json)).hasMessageContaining("not text");
    }

    @Test
    void refusesTokensRatherThanToStartForAPathThatIsNone() {
        var rule = brokerAt("$..issuer[");

        assertThat(refused(rule, TOKEN).refusal()).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
    }

    @Test
    void cannotCertifyAnEmptyIssuer() {
        var json = TOKEN.replace("\"aud\"", "\"federated\":{\"issuer\":\"\"},\"aud\"")
                .replace("alice", "é");

        var unmapped = (Identity.Unmapped) broker.identify(VerifiedTokens.of(json));

        assertThat(unmapped.refusal().sentence()).isEqualTo("extensions must have a non-empty issuer url");
        assertThat(unmapped.refusal().refusal()).isEqualTo(Refusal.IDENTITY_UNMAPPABLE);
    }

    @Test
    void checksTheAddressBeforeTheIssuer() {
        assertThat(refused(broker, TOKEN.replace("alice@example.com", "foo.com")))
                .hasMessageContaining("no address");
    }

    @Test
    void neverShowsTheAddressOfARefusedToken() {
        var refused = refused(plain, TOKEN.replace("alice@example.com", "secret"));

        assertThat(refused.getMessage()).doesNotContain("secret");
        assertThat(refused.sentence()).isEqualTo("There was an error processing the identity token");
    }

    private static EmailRule brokerAt(String path) {
        return new EmailRule(Optional.of(ClaimPath.compile(path)), false);
    }

    private static Principal alice(String issuer) {
        return new Principal(
                new SubjectName.Email("alice@example.com"),
                Map.of(
                        Extension.ISSUER_V1, issuer,
                        Extension.ISSUER, issuer,
                        Extension.TOKEN_SUBJECT, "doesntmatter"));
    }

    private static RefusedException refused(EmailRule rule, String json) {
        return catchThrowableOfType(RefusedException.class, () -> rule.identify(VerifiedTokens.of(json)));
    }
}
