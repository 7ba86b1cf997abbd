/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.Proven;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestLog;
import dev.bulla.ca.testing.TestTimestamps;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.SubjectName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate authority, a log of certificates, a time-stamping authority and a log of signatures, all in memory. */
final class SmallSigstore {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final String ADA = "ada@example.com";
    static final String ISSUER = "https://issuer.example.com";
    static final Bytes CONTENT = Bytes.utf8("what is signed\n");
    static final Artifact ARTIFACT = () -> new ByteArrayInputStream(CONTENT.array());

    private static final Crypto CRYPTO = Crypto.fastest();

    final MovableClock clock = new MovableClock(NOW);
    final TestLog log = new TestLog(clock, CRYPTO);
    final TestAuthority authority = TestAuthority.of(KeyKind.P256, NOW, CRYPTO);
    final TestTimestamps timestamps = TestTimestamps.of(clock);
    final SmallRekor rekor;

    SmallSigstore() {
        this(KeyKind.P256);
    }

    /** @param rekor kind of the key of the log of signatures */
    SmallSigstore(KeyKind rekor) {
        this.rekor = new SmallRekor(rekor);
    }

    /** Whom a verifier believes who knows all of it. */
    TrustedRoot root() {
        return root(Validity.from(NOW.minus(Duration.ofDays(1))));
    }

    TrustedRoot root(Validity validity) {
        return new TrustedRoot(
                List.of(rekor(validity)), List.of(ca(validity)), List.of(ctlog(validity)), List.of(tsa(validity)));
    }

    LogInstance rekor(Validity validity) {
        return rekor.instance(validity);
    }

    Authority ca(Validity validity) {
        return new Authority("http://ca", authority.chain().certificates(), validity, Optional.empty());
    }

    Authority tsa(Validity validity) {
        return new Authority("http://tsa", timestamps.chain(), validity, Optional.empty());
    }

    LogInstance ctlog(Validity validity) {
        var key = log.key();
        return new LogInstance(
                "http://log",
                Bytes.of(key.encoded()),
                "PKIX_ECDSA_P256_SHA_256",
                validity,
                Bytes.of(key.id().toBytes()),
                Optional.empty());
    }

    /** A signature of the artifact, with a timestamp and no entry. */
    Bundle signed() {
        return signed(SigningKey.fresh(dev.bulla.ca.bundle.SigningAlgorithm.ECDSA_P256, CRYPTO));
    }

    Bundle signed(SigningKey key) {
        try {
            return stamped(certificate(key), key.sign(ARTIFACT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A statement about the artifact. */
    Bundle attested(String predicate) {
        return attested(SignedContent.Envelope.STATEMENT, statement(predicate));
    }

    static Bytes statement(String predicate) {
        var digest = HashAlgorithm.SHA2_256.of(CONTENT);
        return Bytes.utf8(
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"a.txt\",\"digest\":{\"sha256\":\"%s\"}}],"
                                .formatted(digest.value().hex())
                        + "\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\":" + predicate + "}");
    }

    Bundle attested(String type, Bytes payload) {
        var key = SigningKey.fresh(dev.bulla.ca.bundle.SigningAlgorithm.ECDSA_P256, CRYPTO);
        var signature = key.sign(SignedContent.Envelope.signed(type, payload));
        return stamped(certificate(key), new SignedContent.Envelope(payload, type, "", signature));
    }

    private Bundle stamped(X509Certificate certificate, SignedContent content) {
        return new Bundle(certificate, content, List.of(), List.of(timestamp(content.signature())));
    }

    Bytes timestamp(Bytes signature) {
        try {
            return Bytes.of(timestamps.reply(
                    TimestampQuestion.about(signature).encoded().array()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Bundle with(Bundle bundle, SignatureEntry... entries) {
        return new Bundle(bundle.certificate(), bundle.content(), List.of(entries), bundle.timestamps());
    }

    static Bundle stampedWith(Bundle bundle, Bytes... timestamps) {
        return new Bundle(bundle.certificate(), bundle.content(), bundle.entries(), List.of(timestamps));
    }

    private X509Certificate certificate(SigningKey signing) {
        try {
            var key = KeyFactory.getInstance(signing.algorithm().keyName())
                    .generatePublic(new X509EncodedKeySpec(signing.publicKey().array()));
            var ca = new CertificateAuthority(() -> authority, List.of(log.key()), clock, new SecureRandom());
            var ada = Principal.of(new SubjectName.Email(ADA), ISSUER, "user-17");
            var profile = new Profile(Duration.ofMinutes(10), Duration.ZERO, SigningAlgorithm.defaults());
            var precertificate = ca.precertify(Proven.key(key, ada, profile));
            var issued = ca.certify(precertificate, log.submit(precertificate).get());
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(issued.der().array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("certificates of our own making", e);
        }
    }
}
