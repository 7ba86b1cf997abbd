/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.issuance.IssuanceEvents;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.issuance.NotIssuedException;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.AuditTrail;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.policy.IssuancePolicy;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.KeyClaim;
import dev.bulla.ca.proof.ProofOfPossession;
import dev.bulla.ca.replay.ReplayGuard;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.KnownKeys;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.transparency.NoLog;
import dev.bulla.ca.trust.TrustedIssuers;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole walk in memory, for issuers of every type whose key it holds: no network, no log, and a key that has proved itself. */
final class WholeWalk {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    /** One more issuer, with rules that look at claims in many ways. */
    private static final String RULED = """
            oidc-issuers:
              http://127.0.0.1:9900/ruled:
                issuer-url: http://127.0.0.1:9900/ruled
                client-id: sigstore
                type: email
                quota-per-identity: 999999999/1s
                rules:
                  - {name: types, deny: 'claims.sub == 1 || claims.sub == "a" && claims.exists(k, claims[k] == null)'}
                  - {name: numbers, deny: 'has(claims.n) && (claims.n < 2.5 || claims.n + 1 > 3)', dry-run: true}
                  - {name: lists, allow: 'claims.all(k, size(k) > 2) && claims.list.exists(x, x in ["a", 1, 2.0])'}
                  - {name: patterns, allow: 'claims.email.matches("^([a-z]+[.]?)*@example[.]com$") && identity != subject'}
            """;

    private final KnownKeys keys = new KnownKeys();
    private final KeyClaim claim = new KeyClaim.Csr(Bytes.utf8(TestKeys.p256().csr("SHA256withECDSA")));
    private final Issuance issuance;

    WholeWalk() {
        this(NoLog.NO_LOG, new Cores(1));
    }

    WholeWalk(TransparencyLog log, Cores cores) {
        var crypto = Crypto.fastest();
        var authority = TestAuthority.of(KeyKind.P256, NOW, crypto);
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        issuance = new Issuance(
                issuers(),
                new IssuancePolicy(new Profile(Duration.ofMinutes(10), Duration.ZERO, SigningAlgorithm.defaults())),
                new ProofOfPossession(crypto, true),
                new CertificateAuthority(() -> authority, List.of(), CLOCK, new SecureRandom()),
                log,
                cores,
                new Recorded(AuditTrail.toStream(nowhere, true, CLOCK, new Alarms(new Metrics()))));
    }

    private TrustedIssuers issuers() {
        var problems = new Problems();
        try {
            var folder = Files.createTempDirectory("issuers");
            var ruled = Files.writeString(folder.resolve("ruled.yaml"), RULED);
            var recorded = folder.resolve("recorded.yaml");
            try (var content = WholeWalk.class.getResourceAsStream("/golden/fulcio-v1.8.8-config.yaml")) {
                Files.copy(content, recorded);
            }
            var wiring = new IssuerWiring(TrustFile.read(folder, problems), problems);
            Files.delete(ruled);
            Files.delete(recorded);
            Files.delete(folder);
            var materials = new IssuerMaterials(AgreedKeys.only(keys), _ -> ReplayGuard.OFF, CLOCK);
            return wiring.made(materials, new MadeIssuers()).trusted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Good claims for each issuer, by its name. */
    static Map<String, String> recordedClaims() {
        try (var file = WholeWalk.class.getResourceAsStream("/identity/claims/fulcio-v1.8.8.json")) {
            var claims = new LinkedHashMap<String, String>();
            new JsonMapper().readTree(file.readAllBytes()).required("claims").forEachEntry((issuer, of) -> {
                ((ObjectNode) of).put("exp", NOW.getEpochSecond() + 300);
                claims.put(issuer, of.toString().replace("http://127.0.0.1:9944/", "http://127.0.0.1:9900/"));
            });
            claims.put("ruled", claims.get("email").replace("/email\"", "/ruled\",\"n\":1,\"list\":[\"a\",1]"));
            claims.put("pattern", claims.get("github").replace("/github\"", "/meta/of-mine\""));
            return claims;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Header and claims as they stand, signed as the issuers do. An empty header is the usual one. */
    String token(String header, String claims) {
        return keys.token(header, claims);
    }

    /** The certificate, or nothing if the request is refused. Whatever else is thrown would be answered as a fault of ours. */
    Optional<IssuedCertificate> issue(String token) {
        try {
            return Optional.of(issuance.issue(new IssuanceRequest("request", token, claim)));
        } catch (NotIssuedException e) {
            if (e.reason() instanceof RefusedException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Decisions that are recorded and not logged. */
    private record Recorded(AuditTrail audit) implements IssuanceEvents {
        @Override
        public void requireReady() {
            audit.requireReady();
        }

        @Override
        public void decided(Decision decision) {
            audit.record(decision);
        }
    }
}
