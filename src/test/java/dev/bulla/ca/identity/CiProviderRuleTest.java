/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.x509.Extension.BUILD_SIGNER_DIGEST;
import static dev.bulla.ca.x509.Extension.BUILD_TRIGGER;
import static dev.bulla.ca.x509.Extension.GITHUB_WORKFLOW_REF;
import static dev.bulla.ca.x509.Extension.ISSUER;
import static dev.bulla.ca.x509.Extension.ISSUER_V1;
import static dev.bulla.ca.x509.Extension.TOKEN_SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.token.VerifiedTokens;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CiProviderRuleTest {
    private static final String TOKEN = "{\"iss\":\"https://iss\",\"sub\":\"me\",\"repo\":\"o/r\",\"ref\":\"a b\"}";

    private Map<String, String> defaults = Map.of();
    private Map<Extension, String> extensions = Map.of();
    private String subjectName = "{{ .repo }}";

    @Test
    void certifiesTheSubjectNameAsAUriAndTheExtensionsAsTheyAre() {
        subjectName = "https://x.io/{{ .ref }}";
        extensions = Map.of(GITHUB_WORKFLOW_REF, "https://x.io/{{ .ref }}");

        var principal = ((Identity.Named) identify(TOKEN)).principal();

        assertThat(principal.name()).isEqualTo(new SubjectName.Uri("https://x.io/a%20b"));
        assertThat(principal.extensions()).containsEntry(GITHUB_WORKFLOW_REF, "https://x.io/a b");
    }

    @Test
    void hasTheSubjectOfTheTokenSigned() {
        assertThat(identify(TOKEN).challenge()).isEqualTo("me");
        assertThat(identify("{\"iss\":\"https://iss\",\"sub\":\"me\"}"))
                .isInstanceOf(Identity.Unmapped.class)
                .extracting(Identity::challenge)
                .isEqualTo("me");
    }

    @Test
    void tellsOfAMissingClaimInTheWordsThatClientsKnow() {
        extensions = Map.of(BUILD_TRIGGER, "bar");

        assertThat(sentence(TOKEN)).isEqualTo("""
                        value <bar> not present in either claims or defaults. {
                        \t"ExtensionName": "BuildTrigger",
                        \t"Issuer": "https://iss"
                        }""");
    }

    @Test
    void escapesTheIssuerInThoseWordsAsTheOriginalDoes() {
        subjectName = "absent";

        assertThat(sentence("{\"iss\":\"https://iss?a=<\\\"&b>\\u2028\\u0001\\\\\"}"))
                .isEqualTo("""
                        value <absent> not present in either claims or defaults. {
                        \t"ExtensionName": "SubjectAlternativeName",
                        \t"Issuer": "https://iss?a=\\u003c\\"\\u0026b\\u003e\\u2028\\u0001\\\\"
                        }""");
    }

    @Test
    void namesTheExtensionAndTheClaimThatATemplateMisses() {
        extensions = Map.of(BUILD_TRIGGER, "x/{{ .missing }}");

        assertThat(sentence(TOKEN)).isEqualTo("BuildTrigger: <.missing> is in neither the claims nor the defaults");
    }

    @Test
    void refusesWithTheReasonForIdentitiesThatDoNotMap() {
        subjectName = "absent";

        assertThat(((Identity.Unmapped) identify(TOKEN)).refusal().refusal()).isEqualTo(Refusal.IDENTITY_UNMAPPABLE);
    }

    @Test
    void tellsOfTheSubjectNameBeforeTheExtensionsAndOfThoseByNumber() {
        extensions = Map.of(BUILD_TRIGGER, "later", BUILD_SIGNER_DIGEST, "earlier");
        assertThat(sentence(TOKEN)).contains("<earlier>");

        subjectName = "https://x.io/100%{{ .repo }}";
        assertThat(sentence(TOKEN)).startsWith("SubjectAlternativeName: the URI");

        subjectName = "first";
        assertThat(sentence(TOKEN)).contains("<first>");
    }

    @Test
    void tellsLastThatACertificateCannotHoldTheSubjectName() {
        subjectName = "https://x.io/?{{ .q }}";
        var token = "{\"iss\":\"https://iss\",\"q\":\"é\"}";
        assertThat(sentence(token)).isEqualTo("SubjectAlternativeName: the URI cannot be encoded as an IA5String");

        extensions = Map.of(BUILD_TRIGGER, "absent");
        assertThat(sentence(token)).contains("<absent>");
    }

    @Test
    void neverShowsAClaimInARefusal() {
        subjectName = "{{ .repo }}";

        assertThat(sentence("{\"iss\":\"https://iss\",\"repo\":\"secret%\"}")).doesNotContain("secret");
        assertThat(sentence("{\"iss\":\"https://iss\",\"repo\":\"https://secret./\"}"))
                .doesNotContain("secret");
        assertThat(sentence("{\"iss\":\"https://iss\",\"repo\":\"x:\\\\secret\\u00e9\"}"))
                .doesNotContain("secret");
    }

    @Test
    void prefersClaimsToDefaultsUnlessTheyAreNull() {
        defaults = Map.of("a", "default a", "b", "default b", "c", "default c");
        extensions = Map.of(BUILD_TRIGGER, "{{ .a }}|{{ .b }}|{{ .c }}");

        assertThat(certified(TOKEN.replace("}", ",\"a\":\"claimed\",\"b\":null,\"c\":\"\"}"), BUILD_TRIGGER))
                .isEqualTo("claimed|default b|");
    }

    @Test
    void takesAClaimThatIsNullForMissing() {
        extensions = Map.of(BUILD_TRIGGER, "a");

        assertThat(sentence(TOKEN.replace("}", ",\"a\":null}"))).contains("<a>");
    }

    @Test
    void distinguishesClaimsByCase() {
        extensions = Map.of(BUILD_TRIGGER, "Repo");

        assertThat(sentence(TOKEN)).contains("<Repo>");
    }

    @Test
    void letsAllClaimsTakePart() {
        extensions = Map.of(BUILD_TRIGGER, "{{ .iss }} {{ .aud }} {{ .exp }}");

        assertThat(certified(TOKEN.replace("}", ",\"aud\":[\"a\",\"b\"],\"exp\":1753000000}"), BUILD_TRIGGER))
                .isEqualTo("https://iss [a b] 1753000000");
    }

    @Test
    void leavesOutAnExtensionThatComesOutEmpty() {
        defaults = Map.of("nothing", "");
        extensions = Map.of(BUILD_TRIGGER, "nothing", BUILD_SIGNER_DIGEST, "{{ .nothing }}", GITHUB_WORKFLOW_REF, "");

        assertThat(((Identity.Named) identify(TOKEN)).principal().extensions())
                .containsOnlyKeys(ISSUER_V1, ISSUER, TOKEN_SUBJECT);
    }

    @Test
    void doesNotLetATemplateSpeakForTheIssuerOrTheSubject() {
        extensions = Map.of(ISSUER_V1, "repo", TOKEN_SUBJECT, "absent");

        assertThat(((Identity.Named) identify(TOKEN)).principal().extensions())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(ISSUER_V1, "https://iss", ISSUER, "https://iss", TOKEN_SUBJECT, "me"));
    }

    /** Even where no template asks for it, as the original does. */
    @Test
    void refusesANumberThatIsOutOfRangeWhereverItStands() {
        assertThat(sentence(TOKEN.replace("}", ",\"n\":{\"m\":[1e400]}}")))
                .isEqualTo("a number among the claims is out of range");
    }

    @Test
    void certifiesNoHostThatOnlyARewrittenUriNames() {
        subjectName = "a:/{{ .path }}";

        assertThat(sentence("{\"iss\":\"https://iss\",\"path\":\"%2fevil.example/ x\"}"))
                .isEqualTo("SubjectAlternativeName: the URI would name another host in a certificate");
    }

    private Identity identify(String token) {
        return new CiProviderRule(ProviderTemplates.compile(defaults, extensions, subjectName))
                .identify(VerifiedTokens.of(token));
    }

    private String sentence(String token) {
        return ((Identity.Unmapped) identify(token)).refusal().sentence();
    }

    private String certified(String token, Extension extension) {
        return ((Identity.Named) identify(token)).principal().extensions().getOrDefault(extension, "");
    }
}
