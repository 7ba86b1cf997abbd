/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTextTest {
    /** Where it stands, what let it in, and what the word for its type means. */
    private static final Set<String> NOT_SETTINGS = Set.of("place", "pattern", "type");

    private static final Map<String, String> SHOWN_AS = Map.ofEntries(
            Map.entry("url", "issuer-url: \"https://a.example.com\""),
            Map.entry("typeWord", "type: \"v-type\""),
            Map.entry("audience", "client-id: \"v-client\""),
            Map.entry("ciProvider", "ci-provider: \"v-provider\""),
            Map.entry("issuerClaim", "issuer-claim: \"v-claim\""),
            Map.entry("subjectDomain", "subject-domain: \"v-subject\""),
            Map.entry("spiffeTrustDomain", "spiffe-trust-domain: \"v-domain\""),
            Map.entry("challengeClaim", "challenge-claim: \"v-challenge\""),
            Map.entry("caCertificates", "ca-cert: \"v-roots\""),
            Map.entry("skipEmailVerification", "skip-email-verification: true"),
            Map.entry("allowPlainHttp", "allow-plain-http: true"));

    private static final String EVERYTHING = """
            define:
              - &url https://github.com
            oidc-issuers:
              https://a.example.com:
                issuer-url: https://a.example.com
                client-id: "0123"
                type: email
                issuer-claim: $.federated_claims.connector_id
                skip-email-verification: true
              http://b.example.com:
                issuer-url: http://b.example.com
                client-id: sigstore
                type: username
                subject-domain: b.example.com
                allow-plain-http: true
              https://c.example.com:
                issuer-url: https://c.example.com
                client-id: "yes: # \\" \\\\ \\t \\u202e é"
                type: spiffe
                spiffe-trust-domain: c.example.com
                challenge-claim: odd
            meta-issuers:
              https://*.d.example.com:
                client-id: sigstore
                type: ci-provider
                ci-provider: mine
            ci-issuer-metadata:
              mine:
                default-template-values: {url: *url}
                extension-templates:
                  build-trigger: "{{ .event }}"
                subject-alternative-name-template: "{{ .url }}/{{ .ref }}"
            """;

    @TempDir
    private Path folder;

    @Test
    void meansTheSameWhenItIsReadAgain() throws IOException {
        var first = read("first.yaml", EVERYTHING);

        var second = read("second.yaml", TrustText.of(first));

        assertThat(second.issuers().stream().map(IssuerSettings::withoutPlace))
                .hasSize(3)
                .containsExactlyElementsOf(first.issuers().stream()
                        .map(IssuerSettings::withoutPlace)
                        .toList());
        assertThat(second.metaIssuers().getFirst().withoutPlace())
                .isEqualTo(first.metaIssuers().getFirst().withoutPlace());
        assertThat(second.providers().get("mine").withoutPlace())
                .isEqualTo(first.providers().get("mine").withoutPlace());
    }

    /** Who adds a setting of issuers has to show it, and to name it here. */
    @Test
    void leavesOutNothingThatAnIssuerCanBeTold() {
        var issuer = new IssuerSettings(
                new Place("issuers.yaml:1"),
                "https://a.example.com",
                Optional.empty(),
                IssuerType.OTHER,
                "v-type",
                "v-client",
                "v-provider",
                Optional.of("v-claim"),
                "v-subject",
                "v-domain",
                "v-challenge",
                Optional.of("v-roots"),
                true,
                true);

        var shown = TrustText.of(new TrustSettings(List.of(issuer), List.of(), Map.of()));

        assertThat(SHOWN_AS.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(IssuerSettings.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> !NOT_SETTINGS.contains(name))
                        .toList());
        assertThat(shown.lines())
                .containsAll(SHOWN_AS.values().stream().map("    "::concat).toList());
    }

    @Test
    void saysWhereEachEntryStands() throws IOException {
        assertThat(TrustText.of(read("issuers.yaml", EVERYTHING)))
                .contains("# " + folder.resolve("issuers.yaml") + ":5\n  \"https://a.example.com\":\n")
                .doesNotContain("\u202e");
    }

    @Test
    void ofNobodyIsAConfigurationToo() throws IOException {
        assertThat(TrustText.of(read("issuers.yaml", "oidc-issuers: {}"))).isEqualTo("oidc-issuers: {}\n");
    }

    private TrustSettings read(String name, String text) throws IOException {
        var problems = new Problems();
        var trust = TrustFile.read(Files.writeString(folder.resolve(name), text), problems);
        assertThat(problems.errors()).isEmpty();
        return trust;
    }
}
