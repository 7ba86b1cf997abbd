/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.discovery.IssuerHealth;
import dev.bulla.ca.replay.ReplayGuard;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerWiringTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void namesWhatNobodyKnowsAndListsItAllTheSame() throws IOException {
        var wiring = wiring("""
                oidc-issuers:
                  https://mail.example.com: {issuer-url: "https://mail.example.com", client-id: a, type: email}
                  https://spiffe.example.com: {issuer-url: "https://spiffe.example.com", client-id: b, type: spiffe, spiffe-trust-domain: example.com}
                  https://odd.example.com: {issuer-url: "https://odd.example.com", client-id: c, type: odd, challenge-claim: odd}
                meta-issuers:
                  https://k8s.example.com/*: {client-id: d, type: kubernetes}
                """);

        assertThat(problems.errors()).isEmpty();
        assertThat(wiring.notServed()).containsExactly("https://odd.example.com (odd)");
        assertThat(wiring.listings()).hasSize(4).last().satisfies(listing -> {
            assertThat(listing.wildcard()).isTrue();
            assertThat(listing.challengeClaim()).isEqualTo("sub");
        });
    }

    @Test
    void tellsWhereAWrongTemplateStands() throws IOException {
        wiring("""
                ci-issuer-metadata:
                  mine:
                    extension-templates:
                      build-trigger: "{{ .foo"
                      no-such-extension: x
                      subject: "{{ nonsense }}"
                    subject-alternative-name-template: "{{ .a }}/{{ call .b }}"
                """);

        assertThat(problems.errors())
                .map(error -> error.substring(folder.toString().length() + 1))
                .anySatisfy(error -> assertThat(error).startsWith("issuers.yaml:4: template: "))
                .anySatisfy(error ->
                        assertThat(error).startsWith("issuers.yaml:5: \"no-such-extension\" is not an extension"))
                .anySatisfy(error -> assertThat(error).startsWith("issuers.yaml:6: template: "))
                .anySatisfy(error -> assertThat(error).startsWith("issuers.yaml:7: template: "))
                .hasSize(4);
    }

    @Test
    void warnsOfAClaimThatNoTokenCanHave() throws IOException {
        wiring("""
                oidc-issuers:
                  https://a.example.com: {issuer-url: "https://a.example.com", client-id: a, type: email, issuer-claim: "$..x"}
                """);

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).singleElement().asString().contains("issuer-claim", "leads nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://token.actions.githubusercontent.com",
                "https://gitlab.com",
                "https://accounts.google.com",
                "https://agent.buildkite.com",
                "https://oidc.codefresh.io",
                "https://oidc.circleci.com",
                "https://login.microsoftonline.com/common/v2.0",
            })
    void warnsOfAnIssuerWithUsersEverywhereThatHasNoRule(String url) throws IOException {
        var without = "oidc-issuers: {\"%s\": {issuer-url: \"%s\", client-id: a, type: email%s}}";

        wiring(without.formatted(url, url, ""));
        wiring(without.formatted(url, url, ", rules: [{name: r, allow: \"true\", dry-run: true}]"));
        assertThat(problems.warnings())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning)
                        .contains("issuers.yaml:1: " + url + " has users all over the world and no rule"));

        wiring(without.formatted(url, url, ", rules: [{name: r, allow: \"true\"}]"));
        assertThat(problems.warnings()).hasSize(2);
        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://token.actions.githubusercontent.com/*", "https://container.googleapis.com/v1/projects/*"
            })
    void warnsOfAPatternThatAnybodysTenantMatches(String pattern) throws IOException {
        wiring("meta-issuers: {\"%s\": {client-id: a, type: kubernetes}}".formatted(pattern));

        assertThat(problems.warnings()).singleElement().asString().contains("no rule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://token.actions.githubusercontent.com/my-enterprise",
                "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
                "https://gitlab.example.com",
                "https://gitlab.com.example.com",
            })
    void doesNotWarnOfAnIssuerOfOnesOwn(String url) throws IOException {
        wiring("oidc-issuers: {\"%s\": {issuer-url: \"%s\", client-id: a, type: email}}".formatted(url, url));

        assertThat(problems.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*.example.com/id/*",
                "https://*",
                "https://a-*.example.com:8443",
                "https://*.example.com"
            })
    void warnsOfAPatternThatLetsTokensChooseTheHost(String pattern) throws IOException {
        wiring("meta-issuers: {\"%s\": {client-id: a, type: kubernetes, rules: [{name: r, allow: \"true\"}]}}"
                .formatted(pattern));

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings())
                .singleElement()
                .asString()
                .contains("issuers.yaml:1: ", pattern + " has a * in its host", "every host that fits is trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/*", "https://example.com:8443/a/*/b"})
    void doesNotWarnOfAPatternOnOneHost(String pattern) throws IOException {
        wiring("meta-issuers: {\"%s\": {client-id: a, type: kubernetes}}".formatted(pattern));

        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void servesEverythingThatWeShip() {
        var trust = TrustFile.read(Path.of("..", "config"), problems);

        var wiring = new IssuerWiring(trust, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings())
                .anyMatch(warning -> warning.contains("https://gitlab.com "))
                .allMatch(warning -> warning.contains("has users all over the world and no rule")
                        || warning.contains(".amazonaws.com/id/* has a * in its host")
                        || warning.matches(
                                ".*https://\\*\\.oic\\.prod-aks\\.azure\\.com/[*/]+ has a \\* in its host.*"));
        assertThat(wiring.notServed()).isEmpty();
        assertThat(wiring.listings()).hasSize(31);
    }

    @Test
    void tellsBothPlacesOfPatternsThatNothingDecidesBetween() throws IOException {
        wiring("""
                meta-issuers:
                  https://a.example.com/*/x: {client-id: a, type: kubernetes}
                  https://a.example.com/b/*: {client-id: a, type: kubernetes}
                  https://a.example.com/*/*: {client-id: a, type: kubernetes}
                """);

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .contains("issuers.yaml:4", "issuers.yaml:2", "https://a.example.com/*/x", "https://a.example.com/*/*")
                .doesNotContain("/b/*");
    }

    @Test
    void givesAMemberOfAFamilyItsOwnUrlAndTheRestOfTheSettings() throws IOException {
        var asked = new ArrayList<IssuerSettings>();
        var trusted = wiring("""
                meta-issuers:
                  https://a.example.com/*: {client-id: aud, type: username, subject-domain: example.com, ca-cert: ""}
                """)
                .made(
                        new IssuerMaterials(new KeysNobodyHas(asked), _ -> ReplayGuard.OFF, InstantSource.system()),
                        new MadeIssuers())
                .trusted();

        assertThat(asked).isEmpty();
        assertThat(trusted.of("https://a.example.com/b").url()).isEqualTo("https://a.example.com/b");
        assertThat(trusted.of("https://a.example.com/b").entry().type()).isEqualTo("username");
        assertThat(asked).singleElement().satisfies(issuer -> {
            assertThat(issuer.url()).isEqualTo("https://a.example.com/b");
            assertThat(issuer.pattern()).contains("https://a.example.com/*");
            assertThat(issuer.audience()).isEqualTo("aud");
        });
    }

    /** Keeps for whom keys were wanted. */
    private record KeysNobodyHas(List<IssuerSettings> wanted) implements KeySources {
        @Override
        public KeySource ofIssuer(IssuerSettings issuer) {
            return ofPattern(issuer);
        }

        @Override
        public KeySource ofPattern(IssuerSettings pattern) {
            Function<IssuerSettings, IssuerKeys> keys = issuer -> {
                wanted.add(issuer);
                return new NoKeys();
            };
            return new KeySource(keys, new IssuerHealth(InstantSource.system()), () -> 0, () -> {});
        }
    }

    /** An issuer that nobody asks. */
    private record NoKeys() implements IssuerKeys {
        @Override
        public KeySet current() {
            throw new IllegalStateException();
        }

        @Override
        public KeySet newerThan(KeySet tried) {
            throw new IllegalStateException();
        }
    }

    private IssuerWiring wiring(String text) throws IOException {
        var file = Files.writeString(folder.resolve("issuers.yaml"), text);
        return new IssuerWiring(TrustFile.read(file, problems), problems);
    }
}
