/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.api.IssuerListing;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.replay.ReplayGuard;
import dev.bulla.ca.testing.KnownKeys;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.trust.TrustedIssuers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Issuer configurations of any bytes: everything that a start makes of them, and a token of each issuer that they trust. */
class IssuerConfigurationFuzzTest {
    private static final Path CONFIG = Path.of(System.getProperty("bulla.root", ".."), "config");
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final KnownKeys KEYS = new KnownKeys();
    private static final int TRIED_ISSUERS = 4;

    /** Making ready to ask an issuer takes long enough that no input needs it for many. */
    private static final IssuerRoutes ROUTES = new IssuerRoutes(IssuerRoutes.Cluster.USUAL, Map.of());

    private static final String EVERYTHING = """
            oidc-issuers:
              https://a.example.com:
                issuer-url: https://a.example.com
                client-id: a
                type: email
                issuer-claim: $.federated_claims['connector_id']
                challenge-claim: email
                proxy: http://user:word@proxy.example.com:3128
                jwks-hosts: [keys.example.com, "keys.example.com:8443"]
                key-lifetime: 12h30m
                quota: 600/1m
                quota-per-identity: 30/1h
                quota-identities: 1000
                replay-guard: true
                replay-guard-tokens: 1000
                rules:
                  - name: staff
                    allow: has(claims.hd) && claims.hd in ["example.com"] || identity.endsWith("@example.com")
                    reason: sign in with your address
                  - {name: others, deny: 'claims.groups.exists(g, g.matches("^x+$")) && claims.n > 1.5', dry-run: true}
              "http://localhost:8080": {issuer-url: "http://localhost:8080", client-id: b, type: spiffe, spiffe-trust-domain: example.com}
              "https://u.example.com": {issuer-url: "https://u.example.com", client-id: b, type: uri, subject-domain: "https://u.example.com"}
              "https://n.example.com": {issuer-url: "https://n.example.com", client-id: b, type: username, subject-domain: example.com}
            meta-issuers:
              https://*.example.com/x/*: {client-id: c, type: kubernetes, allow-private-addresses: true, allow-plain-http: true}
            """;

    private static final String ROOTS = """
            oidc-issuers:
              https://a.example.com:
                issuer-url: https://a.example.com
                client-id: a
                type: email
                ca-cert: |
                  -----BEGIN CERTIFICATE-----
                  MIIB
                  -----END CERTIFICATE-----
            """;

    private static final String JSON = """
            {"OIDCIssuers": {"https://a.example.com": {"IssuerURL": "https://a.example.com", "ClientID": "x", "Type": "ci-provider",
             "CIProvider": "p", "JWKSFile": "keys.json", "Rules": [{"Name": "r", "Allow": "claims.a == 1"}]}},
             "MetaIssuers": {"https://b.example.com/*": {"ClientID": "x", "Type": "ci-provider", "CIProvider": "p"}},
             "CIIssuerMetadata": {"p": {"DefaultTemplateValues": {"a": "b"}, "ExtensionTemplates": {"BuildTrigger": "{{ .t }}"},
             "SubjectAlternativeNameTemplate": "https://{{ .a }}/x"}}}
            """;

    private static final String ANCHORS = """
            define: [&common {client-id: sigstore, type: ci-provider}, &name p]
            oidc-issuers:
              https://a.example.com: {<<: *common, issuer-url: https://a.example.com, ci-provider: *name}
            ci-issuer-metadata:
              *name:
                extension-templates: {build-trigger: "{{ if eq .a 'b' }}x{{ end }}", subject: >-
                  folded}
                subject-alternative-name-template: |
                  https://{{ .a }}
            """;

    private static final String CLAIMS = """
            ,"sub":"https://u.example.com/me","email":"ada@example.com","email_verified":true,"hd":"example.com","a":"b",
            "groups":["staff",1],"n":2,"federated_claims":{"connector_id":"https://c.example.com"},"exp":%d}""".formatted(NOW.getEpochSecond() + 300);

    @TempDir
    private static Path folder;

    static Stream<Named<byte[]>> seeds() throws IOException {
        var ours = Stream.of(
                Seed.of("every key", EVERYTHING),
                Seed.of("roots", ROOTS),
                Seed.of("nested without end", "? ".repeat(1_000)),
                Seed.of("as JSON", JSON),
                Seed.of("anchors", ANCHORS));
        try (var shipped = Files.walk(CONFIG)) {
            return Stream.concat(
                    ours,
                    shipped.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                            .map(file -> Seed.of(file.getFileName().toString(), content(file))));
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void beginsWithAConfigurationOfEveryKeyThatIsServed() throws IOException {
        var problems = new Problems();
        var wiring = wiring(EVERYTHING.getBytes(UTF_8), problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(wiring.listings()).hasSize(5);
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/fuzz/configurations.dict")
    @FuzzTest
    void isServedOrRefusedWithEverythingThatIsWrong(byte[] input) throws IOException {
        var problems = new Problems();
        try {
            var wiring = wiring(input, problems);
            problems.throwIfAny();
            var materials = new IssuerMaterials(new AgreedKeys(KEYS, sources()), _ -> ReplayGuard.OFF, CLOCK);
            var trusted = wiring.made(materials, new MadeIssuers()).trusted();
            wiring.listings().stream()
                    .filter(issuer -> !wiring.notServed().contains(issuer.url()))
                    .limit(TRIED_ISSUERS)
                    .forEach(issuer -> tryTokenOf(issuer, trusted));
        } catch (InvalidSettingsException e) {
            assertThat(problems.errors()).isNotEmpty();
        }
    }

    private static IssuerWiring wiring(byte[] content, Problems problems) throws IOException {
        var file = Files.write(folder.resolve("issuers.yaml"), content);
        return new IssuerWiring(TrustFile.read(file, problems), problems);
    }

    private static KeySources sources() {
        var metrics = new Metrics();
        var alarms = new Alarms(metrics);
        return new KeysWiring(
                new KeySetReader(Crypto.fastest()),
                new KeysWiring.Doors(new Cores(1), 100),
                new IssuerOverview(metrics, new Readiness(alarms), alarms)::eventsOf,
                ROUTES,
                CLOCK);
    }

    private static void tryTokenOf(IssuerListing listing, TrustedIssuers trusted) {
        var json = new JsonMapper();
        var url = listing.wildcard() ? listing.url().replace("*", "x") : listing.url();
        var claims = "{\"iss\":" + json.writeValueAsString(url) + ",\"aud\":"
                + json.writeValueAsString(listing.audience()) + CLAIMS;
        try {
            var token = UnverifiedToken.parse(KEYS.token("", claims));
            var issuer = trusted.of(token.issuer());
            var requester = issuer.identify(issuer.verify(token));
            assertThat(requester.judge().ruling()).isNotNull();
            assertThat(requester.countRequest()).isNotNull();
            assertThat(requester.principal().name().value()).isNotEmpty();
        } catch (RefusedException e) {
            // An issuer may be configured so that no token fits it.
        }
    }
}
