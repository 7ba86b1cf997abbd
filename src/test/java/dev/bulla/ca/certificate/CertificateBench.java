/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.Proven;
import dev.bulla.ca.proof.ProvenKey;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestLog;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import dev.bulla.ctlog.LoggedEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a certificate of 22 claims costs one thread in processor time and allocation. Not a test: run its {@code main}, the
 * numbers depend on the machine.
 */
final class CertificateBench {
    private static final int ROUNDS = 6;
    private static final long ROUND_NANOS = Duration.ofMillis(700).toNanos();
    private static final com.sun.management.ThreadMXBean THREAD =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static int kept;

    private CertificateBench() {}

    public static void main(String[] arguments) {
        measureOwnWork();
        for (var crypto : List.of(Crypto.fastest(), Crypto.bouncyCastle())) {
            for (var kind : List.of(KeyKind.P256, KeyKind.P384)) {
                measureIssuing(kind, crypto);
            }
        }
        System.out.println("(" + kept + ")");
    }

    /** Both certificates, without what their signatures cost. */
    private static void measureOwnWork() {
        var now = Instant.now();
        var key = TestAuthority.of(KeyKind.P256, now, Crypto.fastest());
        var proven = proven();
        var random = new SecureRandom();
        Supplier<CertificateContent> content = () -> new CertificateContent(
                key.chain(),
                Serial.random(random),
                Validity.from(now, proven.profile()),
                proven.publicKeyInfo(),
                Optional.of(KeyIdentifier.of(proven.publicKeyInfo())),
                proven.principal());
        var fixed = content.get();
        var template = new Template(fixed);
        var signature = key.sign(new byte[1600]);
        var poison = Tail.Poison.POISON;
        var promise = BrokenCertificates.PROMISE;
        var precertificate =
                template.signed(template.toBeSigned(poison), signature).array();
        var certificate =
                template.signed(template.toBeSigned(promise), signature).array();
        var precertificateFields = CertificateFields.parse(precertificate);
        var certificateFields = CertificateFields.parse(certificate);

        System.out.println("own work for a certificate of " + certificate.length + " bytes");
        measure("decide content", content);
        measure("write precertificate and certificate", () -> {
            var both = new Template(fixed);
            both.signed(both.toBeSigned(poison), signature);
            return both.signed(both.toBeSigned(promise), signature);
        });
        measure("lint precertificate and certificate", () -> {
            Lint.check(precertificate, fixed, poison);
            return Lint.check(certificate, fixed, promise);
        });
        measure("compare them", () -> {
            Correspondence.check(precertificateFields, certificateFields, promise);
            return certificateFields;
        });
        measure(
                "entry of the log",
                () -> LoggedEntry.ofPrecertificate(precertificate, key.chain().keyHash()));
        measure("Bouncy Castle writes both", () -> {
            try {
                BouncyCastleOracle.certificate(fixed, poison, signature);
                return BouncyCastleOracle.certificate(fixed, promise, signature);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void measureIssuing(KeyKind kind, Crypto crypto) {
        var clock = InstantSource.fixed(Instant.now());
        var log = new TestLog(clock, crypto);
        var key = TestAuthority.of(kind, clock.instant(), crypto);
        var authority = new CertificateAuthority(() -> key, List.of(log.key()), clock, new SecureRandom());
        var proven = proven();
        var precertificate = authority.precertify(proven);
        var receipt = (LogReceipt.Logged) log.submit(precertificate).get();
        var toBeSigned = CertificateFields.parse(precertificate.der().array())
                .toBeSigned()
                .encoded();
        var signature = key.sign(toBeSigned);

        System.out.println(kind + " CA with " + crypto.name());
        var signatures = 2 * measure("sign", () -> key.sign(toBeSigned))
                + measure("verify", () -> key.chain().verifies(toBeSigned, signature))
                + measure("verify a timestamp", () -> {
                    log.key().verify(precertificate.entry(), receipt.timestamp());
                    return receipt;
                });
        var steps = measure("precertify", () -> authority.precertify(proven))
                + measure("certify", () -> authority.certify(precertificate, receipt));
        System.out.printf("  %-40s %8.1f us, of which %.1f are not signatures%n", "both", steps, steps - signatures);
    }

    /** The best of some rounds in microseconds: whatever is slower was somebody else's doing. */
    private static double measure(String what, Supplier<?> work) {
        var best = new double[ROUNDS];
        var allocated = 0.0;
        for (var round = 0; round < ROUNDS; round++) {
            var count = 0;
            var bytes = THREAD.getCurrentThreadAllocatedBytes();
            var from = THREAD.getCurrentThreadCpuTime();
            var until = from;
            while (until - from < ROUND_NANOS) {
                for (var i = 0; i < 50; i++) {
                    kept += work.get().hashCode() & 1;
                }
                count += 50;
                until = THREAD.getCurrentThreadCpuTime();
            }
            best[round] = (until - from) / 1000.0 / count;
            allocated = (THREAD.getCurrentThreadAllocatedBytes() - bytes) / (double) count;
        }
        var micros = Arrays.stream(best).min().orElseThrow();
        System.out.printf("  %-40s %8.1f us %8.1f KB%n", what, micros, allocated / 1024);
        return micros;
    }

    private static ProvenKey proven() {
        var claims = new EnumMap<Extension, String>(Extension.class);
        for (var extension : Extension.values()) {
            claims.put(extension, "https://example.com/organization/" + extension.yamlKey());
        }
        var principal = new Principal(new SubjectName.Uri("https://example.com/build@refs/heads/main"), claims);
        var profile = new Profile(Duration.ofMinutes(10), Duration.ZERO, SigningAlgorithm.defaults());
        return Proven.key(KeyKind.P256.generate(Crypto.fastest()).getPublic(), principal, profile);
    }
}
