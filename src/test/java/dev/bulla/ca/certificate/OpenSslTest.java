/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.Proven;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestLog;
import dev.bulla.ca.x509.SubjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What OpenSSL says of our certificates. Skipped where there is none, except where builds are judged. */
class OpenSslTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Crypto CRYPTO = Crypto.fastest();

    private @TempDir Path folder;

    @BeforeAll
    static void needsOpenSsl() throws InterruptedException {
        var judged = "true".equals(System.getenv("CI"));
        assumeTrue(judged || isThere(), "openssl is not on the path");
    }

    @ParameterizedTest
    @EnumSource
    void verifiesTheCertificateUnderItsRoot(KeyKind kind) throws IOException, InterruptedException {
        // given
        write(issued(kind));

        // when
        var said = openssl(
                "verify",
                "-attime",
                Long.toString(NOW.getEpochSecond() + 1),
                "-CAfile",
                "root.pem",
                "-untrusted",
                "ca.pem",
                "leaf.pem");

        // then
        assertThat(said).contains("leaf.pem: OK");
    }

    @Test
    void doesNotVerifyItAfterItsEnd() throws IOException, InterruptedException {
        // given
        write(issued(KeyKind.P256));

        // when
        var said = openssl(
                "verify",
                "-attime",
                Long.toString(NOW.getEpochSecond() + 601),
                "-CAfile",
                "root.pem",
                "-untrusted",
                "ca.pem",
                "leaf.pem");

        // then
        assertThat(said).contains("certificate has expired");
    }

    @Test
    void readsWhatWeMeantToSay() throws IOException, InterruptedException {
        // given
        var issued = issued(KeyKind.P256);
        write(issued);

        // when
        var said = openssl("x509", "-in", "leaf.pem", "-noout", "-text");

        // then
        assertThat(said)
                .contains("Version: 3 (0x2)")
                .contains("Not Before: Jan  2 03:04:05 2026 GMT")
                .contains("Not After : Jan  2 03:14:05 2026 GMT")
                .containsPattern("X509v3 Key Usage: critical\\s+Digital Signature\\s")
                .containsPattern("X509v3 Extended Key Usage: \\s+Code Signing\\s")
                .containsPattern("X509v3 Subject Alternative Name: critical\\s+email:ada@example.com\\s")
                .containsPattern("CT Precertificate SCTs: \\s+Signed Certificate Timestamp:\\s+Version   : v1")
                .contains("1.3.6.1.4.1.57264.1.8");
        assertThat(said.toLowerCase(Locale.ROOT).replace(":", ""))
                .contains(issued.serial().hex());
    }

    private void write(IssuedCertificate issued) throws IOException {
        var names = List.of("leaf.pem", "ca.pem", "root.pem");
        for (var i = 0; i < names.size(); i++) {
            Files.writeString(folder.resolve(names.get(i)), issued.pemChain().get(i) + "\n");
        }
    }

    private String openssl(String... arguments) throws IOException, InterruptedException {
        var said = folder.resolve("said.txt");
        var command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said, StandardCharsets.UTF_8);
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static IssuedCertificate issued(KeyKind kind) {
        var clock = InstantSource.fixed(NOW);
        var log = new TestLog(clock, CRYPTO);
        var key = TestAuthority.of(kind, NOW, CRYPTO);
        var authority = new CertificateAuthority(() -> key, List.of(log.key()), clock, new SecureRandom());
        var ada = Principal.of(new SubjectName.Email("ada@example.com"), "https://issuer.example.com", "user-17");
        var profile = new Profile(Duration.ofMinutes(10), Duration.ZERO, SigningAlgorithm.defaults());
        var precertificate =
                authority.precertify(Proven.key(kind.generate(CRYPTO).getPublic(), ada, profile));
        return authority.certify(precertificate, log.submit(precertificate).get());
    }
}
