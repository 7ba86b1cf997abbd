/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustFileTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void readsThePublishedConfiguration() throws URISyntaxException {
        var file = Path.of(
                getClass().getResource("/config/published-configuration.yaml").toURI());

        var trust = TrustFile.read(file, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        assertThat(trust.issuers()).hasSize(22);
        assertThat(trust.metaIssuers()).hasSize(9);
        assertThat(trust.providers())
                .containsOnlyKeys(
                        "github-workflow",
                        "gitlab-pipeline",
                        "codefresh-workflow",
                        "buildkite-job",
                        "circleci-job",
                        "buddy-pipeline");
        assertThat(trust.providers().get("github-workflow").extensions()).hasSize(20);
        assertThat(trust.providers().get("github-workflow").defaults())
                .containsOnly(entry("url", "https://github.com"), entry("environment", ""));
    }

    @Test
    void mergesAnAnchorBelowTheKeysOfTheIssuerItself() throws URISyntaxException {
        var file = Path.of(
                getClass().getResource("/config/published-configuration.yaml").toURI());

        var issuers = TrustFile.read(file, problems).issuers().stream()
                .collect(Collectors.toMap(IssuerSettings::url, issuer -> issuer));

        assertThat(issuers.get("https://ops.gitlab.net").ciProvider()).isEqualTo("gitlab-pipeline");
        assertThat(issuers.get("https://gitlab.archlinux.org").audience()).isEqualTo("sigstore");
        assertThat(issuers.get("https://oauth2.sigstore.dev/auth").issuerClaim())
                .contains("$.federated_claims.connector_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OIDCIssuers", "oidcissuers", "OidcIssuers"})
    void readsTheJsonFormWithNamesInAnyCase(String issuers) throws IOException {
        var trust = read("""
                {"%s": {"https://a.example.com": {"IssuerURL": "https://a.example.com", "clientid": "x", "Type": "ci-provider",
                 "CIProvider": "p", "SkipEmailVerification": true}},
                 "CIIssuerMetadata": {"p": {"DefaultTemplateValues": {"a": "b"}, "ExtensionTemplates": {"BuildTrigger": "t"},
                 "SubjectAlternativeNameTemplate": "{{ .a }}"}}}
                """.formatted(issuers));

        assertThat(problems.errors()).isEmpty();
        assertThat(trust.issuers()).singleElement().satisfies(issuer -> {
            assertThat(issuer.audience()).isEqualTo("x");
            assertThat(issuer.type()).isEqualTo(IssuerType.CI_PROVIDER);
            assertThat(issuer.skipEmailVerification()).isTrue();
        });
        assertThat(trust.providers().get("p").subjectName().text()).isEqualTo("{{ .a }}");
    }

    @Test
    void keepsTheTextOfScalarsAsItIsWritten() throws IOException {
        var trust = read("""
                ci-issuer-metadata:
                  p:
                    default-template-values: {a: 1.50, b: 0x10, c: 1_000, d: yes, e: true, f: null, g: ~}
                """);

        assertThat(problems.errors()).isEmpty();
        assertThat(trust.providers().get("p").defaults())
                .containsOnly(
                        entry("a", "1.50"),
                        entry("b", "0x10"),
                        entry("c", "1_000"),
                        entry("d", "yes"),
                        entry("e", "true"),
                        entry("f", ""),
                        entry("g", ""));
    }

    @Test
    void tellsEveryMistakeWithItsLine() throws IOException {
        read("""
                oidc-issuers:
                  https://a.example.com:
                    issuer-url: https://a.example.com
                    cilent-id: sigstore
                    type: email
                  https://b.example.com:
                    issuer-url: https://b.example.com/
                    client-id: sigstore
                    type: ci-provider
                    ci-provider: nowhere
                    skip-email-verification: "true"
                surplus: 1
                """);

        assertThat(problems.errors())
                .map(error -> error.substring(folder.toString().length() + 1))
                .anySatisfy(error -> assertThat(error).startsWith("config.yaml:4: \"cilent-id\" is not a setting here"))
                .anySatisfy(error ->
                        assertThat(error).startsWith("config.yaml:7: issuer-url https://b.example.com/ differs"))
                .anySatisfy(error ->
                        assertThat(error).startsWith("config.yaml:10: metadata not found for ci provider nowhere"))
                .anySatisfy(error ->
                        assertThat(error).startsWith("config.yaml:11: \"skip-email-verification\" must be true"))
                .anySatisfy(error -> assertThat(error).startsWith("config.yaml:12: \"surplus\" is not a setting here"))
                .hasSize(5);
        assertThat(problems.warnings()).singleElement().asString().contains("has no client-id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    type: spiffe                                                     | spiffe issuer must have SPIFFETrustDomain set
                    {type: spiffe, spiffe-trust-domain: invalid#domain}              | spiffe trust domain is invalid
                    {type: spiffe, spiffe-trust-domain: Example.com}                 | spiffe trust domain is invalid
                    type: uri                                                        | uri issuer must have SubjectDomain set
                    {type: uri, subject-domain: example.com}                         | SubjectDomain for uri must contain scheme
                    {type: uri, subject-domain: "http://example.com"}                | URI schemes do not match
                    {type: uri, subject-domain: "https://other.org"}                 | hostname top-level and second-level domains do not match
                    type: username                                                   | username issuer must have SubjectDomain set
                    {type: username, subject-domain: "https://example.com"}          | SubjectDomain for username should not contain scheme
                    {type: username, subject-domain: "example.com:8443"}             | SubjectDomain for username should not contain scheme
                    {type: username, subject-domain: "localhost"}                    | URI hostname too short: localhost
                    {type: ci-provider, ci-provider: x, issuer-claim: $.a}           | only email issuers can use issuer claim mapping
                    {type: email, ca-cert: garbage}                                  | failed to parse CA certificate for issuer https://iss.example.com
                    type: nobody-knows                                               | issuer missing challenge claim
                    description: no type at all                                      | issuer missing challenge claim
                    {type: email, skip-email-verification: 1}                        | must be true or false
                    {type: email, client-id: [a, b]}                                 | must be text
                    """)
    void refusesAnIssuer(String fields, String sentence) throws IOException {
        read(issuer("https://iss.example.com", fields));

        assertThat(problems.errors()).anySatisfy(error -> assertThat(error).contains(sentence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: email, issuer-claim: not a path}",
                "{type: nobody-knows, challenge-claim: sub}",
                "{type: spiffe, spiffe-trust-domain: 'spiffe://example.com/x'}",
                "{type: uri, subject-domain: 'https://www.example.com'}",
                "{type: username, subject-domain: example.com}",
                "{type: email, skip-email-verification: true, contact: a, description: b, environment: c}"
            })
    void acceptsAnIssuer(String fields) throws IOException {
        read(issuer("https://iss.example.com", fields));

        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://iss.example.com        | is not https
                    ftp://iss.example.com         | must be an https URL
                    https://user@iss.example.com  | is no issuer's URL
                    https://iss.example.com/#f    | is no issuer's URL
                    just-a-word                   | is no issuer's URL
                    """)
    void refusesAnAddressNobodyShouldBeFoundAt(String url, String sentence) throws IOException {
        read(issuer(url, "type: email"));

        assertThat(problems.errors()).anySatisfy(error -> assertThat(error).contains(sentence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9900/email", "http://localhost:8080", "http://[::1]:8080/x"})
    void acceptsPlainHttpOnThisMachine(String url) throws IOException {
        read(issuer(url, "type: email"));

        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void acceptsPlainHttpWhereTheIssuerIsSetSo() throws IOException {
        var trust = read(issuer("http://iss.example.com", "{type: email, allow-plain-http: true}"));

        assertThat(problems.errors()).isEmpty();
        assertThat(trust.issuers().getFirst().connection().plainHttp()).isTrue();
    }

    @Test
    void refusesSpiffeMetaIssuersAndChecksNothingElseOfTheirSubjects() throws IOException {
        read("""
                meta-issuers:
                  https://a.example.com/*: {client-id: x, type: spiffe, spiffe-trust-domain: example.com}
                  https://b.example.com/*: {client-id: x, type: uri}
                  https://c.example.com/*: {client-id: x, type: email, issuer-claim: $.a}
                """);

        assertThat(problems.errors()).singleElement().asString().contains("SPIFFE meta issuers not supported");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a: [1                                  | is not YAML
                    just text                              | must be an object
                    - a list                               | must be an object
                    oidc-issuers: [a]                      | must be an object
                    {"oidc-issuers": {"x": 1}}             | must be an object
                    """)
    void refusesWhatIsNoConfiguration(String text, String sentence) throws IOException {
        read(text);

        assertThat(problems.errors()).anySatisfy(error -> assertThat(error).contains(sentence));
    }

    @Test
    void refusesADuplicateKeyAndNamesTheFirst() throws IOException {
        read("oidc-issuers: {}\nmeta-issuers: {}\noidc-issuers: {}\n");

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .endsWith("config.yaml:3: key \"oidc-issuers\" is already defined at line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*://a.example.com/",
                "https://user@a.example.com/*",
                "https://a.example.com/*?x",
                "https://a.example.com/#*",
                "http://a.example.com/*",
                "https://a.example.com:*/",
                "https:*",
                "*"
            })
    void refusesAPatternThatIsNoAddress(String pattern) throws IOException {
        read("meta-issuers: {'%s': {client-id: x, type: kubernetes}}".formatted(pattern));

        assertThat(problems.errors()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*.example.com/*",
                "http://127.0.0.1:9900/meta/*",
                "https://*/",
                "https://a.*.example.com"
            })
    void takesAPatternThatIsAnAddress(String pattern) throws IOException {
        read("meta-issuers: {'%s': {client-id: x, type: username}}".formatted(pattern));

        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "null", "{}", "# nothing but a comment"})
    void anEmptyFileTrustsNobody(String text) throws IOException {
        var trust = read(text);

        assertThat(problems.errors()).isEmpty();
        assertThat(trust.issuers()).isEmpty();
    }

    @Test
    void aMissingFileSaysHowToMakeOne() {
        TrustFile.read(folder.resolve("absent.yaml"), problems);

        assertThat(problems.errors()).singleElement().asString().contains("absent.yaml", "--config-path");
    }

    @Test
    void aBillionLaughsAreNotUnfolded() throws IOException {
        var bomb = new StringBuilder("define:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("  a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }

        read(bomb.toString());

        assertThat(problems.errors()).singleElement().asString().contains("unfolds into too much");
    }

    @Test
    void anAliasToItselfIsNotFollowedForEver() throws IOException {
        read("define: &d\n  inner: *d\n");

        assertThat(problems.errors()).singleElement().asString().contains("unfolds into too much");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void nestingWithoutEndIsNotFollowed(String level) throws IOException {
        read(level.repeat(100_000));

        assertThat(problems.errors()).singleElement().asString().contains("levels deep");
    }

    @Test
    @Timeout(30)
    void emptyLinesCostNoMoreThanOthers() throws IOException {
        read("\n".repeat(1_000_000));

        assertThat(problems.errors()).isEmpty();
    }

    private static String issuer(String url, String fields) {
        var flow = fields.startsWith("{") ? fields.substring(1, fields.length() - 1) : fields;
        return "oidc-issuers:\n  \"%s\": {issuer-url: \"%s\", %s%s}\n"
                .formatted(url, url, flow.contains("client-id") ? "" : "client-id: x, ", flow);
    }

    private TrustSettings read(String text) throws IOException {
        return TrustFile.read(Files.writeString(folder.resolve("config.yaml"), text), problems);
    }
}
