/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.AccessSettings.RuleSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTextTest {
    /** Where it stands, what let it in, and what the word for its type means. */
    private static final Set<String> NOT_SETTINGS = Set.of("place", "pattern", "type", "connection", "access");

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
            Map.entry("plainHttp", "allow-plain-http: true"),
            Map.entry("proxy", "proxy: \"http://v-proxy\""),
            Map.entry("rootsFile", "ca-file: \"/v/roots\""),
            Map.entry("tokenFile", "bearer-token-file: \"/v/token\""),
            Map.entry("keyHosts", "jwks-hosts: [\"a.example\", \"b.example\"]"),
            Map.entry("privateAddresses", "allow-private-addresses: true"),
            Map.entry("keysFile", "jwks-file: \"/v/keys\""),
            Map.entry("keyLifetime", "key-lifetime: \"90000s\""),
            Map.entry("rules", "rules:"),
            Map.entry("quota", "quota: \"5/60s\""),
            Map.entry("perIdentity", "quota-per-identity: \"1/500000000ns\""),
            Map.entry("identities", "quota-identities: \"7\""),
            Map.entry("replayGuard", "replay-guard-tokens: \"9\""));

    private static final IssuerConnection CONNECTION = new IssuerConnection(
            true,
            Optional.of("http://v-proxy"),
            Optional.of(Path.of("/v/roots")),
            Optional.of(Path.of("/v/token")),
            Set.of("b.example", "a.example"),
            true,
            Optional.of(Path.of("/v/keys")),
            Duration.ofHours(25));

    private static final AccessSettings ACCESS = new AccessSettings(
            List.of(new RuleSettings("v-rule", new Place("issuers.yaml:9"), "v-condition", true, "v-reason", true)),
            Optional.of(new AccessSettings.Rate(5, Duration.ofMinutes(1))),
            Optional.of(new AccessSettings.Rate(1, Duration.ofMillis(500))),
            7,
            OptionalInt.of(9));

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
                proxy: http://proxy.example:3128
                ca-file: /etc/roots.pem
                jwks-hosts: [b.example.com, "keys.example:8443"]
                key-lifetime: 1h30m
                quota: 30/1m
                quota-per-identity: 2/500ms
                quota-identities: 50
                replay-guard: true
                replay-guard-tokens: 60
                rules:
                  - name: no-forks
                    deny: 'claims.fork == "true" && issuer != "\\"'
                    reason: no forks here
                  - {name: ours, allow: 'subject.startsWith("x")', dry-run: true}
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
                CONNECTION,
                ACCESS);

        var shown = TrustText.of(new TrustSettings(List.of(issuer), List.of(), Map.of()));

        assertThat(SHOWN_AS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(IssuerSettings.class, IssuerConnection.class, AccessSettings.class)
                                .flatMap(part -> Arrays.stream(part.getRecordComponents()))
                                .map(RecordComponent::getName)
                                .filter(name -> !NOT_SETTINGS.contains(name))
                                .toList());
        assertThat(shown.lines())
                .containsAll(SHOWN_AS.values().stream().map("    "::concat).toList())
                .containsSequence(
                        "    rules:",
                        "      - name: \"v-rule\"",
                        "        deny: \"v-condition\"",
                        "        reason: \"v-reason\"",
                        "        dry-run: true");
    }

    @Test
    void doesNotShowThePasswordOfAProxy() throws IOException {
        var shown = TrustText.of(read("issuers.yaml", """
                oidc-issuers:
                  https://a.example.com:
                    issuer-url: https://a.example.com
                    client-id: a
                    type: email
                    proxy: http://robot:p@ss:word@proxy.example:3128
                """));

        assertThat(shown).contains("proxy: \"http://robot:***@proxy.example:3128\"");
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
