/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.Proven;
import dev.bulla.ca.proof.ProvenKey;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestLog;
import dev.bulla.ca.x509.SubjectName;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampExtensions;
import dev.bulla.ctlog.TimestampList;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Crypto CRYPTO = Crypto.fastest();
    private static final Principal ADA =
            Principal.of(new SubjectName.Email("ada@example.com"), "https://issuer.example.com", "user-17");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final TestLog log = new TestLog(clock, CRYPTO);
    private final TestAuthority key = TestAuthority.of(KeyKind.P256, NOW, CRYPTO);
    private final CertificateAuthority authority = authority(key);

    static Stream<Crypto> providers() {
        return Stream.of(Crypto.corretto(), Crypto.bouncyCastle());
    }

    static Stream<Arguments> keysAndProviders() {
        return providers().flatMap(crypto -> Stream.of(KeyKind.values()).map(kind -> Arguments.of(kind, crypto)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysAndProviders")
    void makesACertificateThatItsCaHasSigned(KeyKind kind, Crypto crypto) throws GeneralSecurityException {
        // given
        var log = new TestLog(clock, crypto);
        var key = TestAuthority.of(kind, NOW, crypto);
        var authority = new CertificateAuthority(() -> key, List.of(log.key()), clock, new SecureRandom());

        // when
        var precertificate = authority.precertify(proven(kind, crypto));
        var issued =
                authority.certify(precertificate, log.submit(precertificate).get());

        // then
        var certificate = parsed(issued.der().array());
        certificate.verify(key.chain().certificates().getFirst().getPublicKey(), crypto.complete());
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(1, "ada@example.com"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
        assertThat(certificate.getBasicConstraints()).isNegative();
    }

    @Test
    void carriesThePromiseThatTheLogMadeForThisCertificate() {
        // when
        var issued = issued(authority);

        // then
        var timestamp =
                TimestampList.inCertificate(issued.der().array()).orElseThrow().timestamps();
        var seen =
                LoggedEntry.ofFinalCertificate(issued.der().array(), key.chain().keyHash());
        assertThat(timestamp).hasSize(1);
        log.key().verify(seen, timestamp.getFirst());
        assertThat(issued.receipt()).isEqualTo(new LogReceipt.Logged(timestamp.getFirst()));
    }

    @Test
    void isValidForExactlyItsLifetimeFromTheSecondItWasMadeIn() throws GeneralSecurityException {
        // when
        var issued = issued(authority);

        // then
        assertThat(issued.notBefore()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(issued.notAfter()).isEqualTo(Instant.parse("2026-01-02T03:14:05Z"));
        var certificate = parsed(issued.der().array());
        assertThat(certificate.getNotBefore()).isEqualTo(issued.notBefore());
        assertThat(certificate.getNotAfter()).isEqualTo(issued.notAfter());
    }

    @Test
    void beginsEarlierAndKeepsItsLengthWhenItIsBackdated() {
        // given
        var profile = new Profile(LIFETIME, Duration.ofSeconds(30), SigningAlgorithm.defaults());

        // when
        var precertificate = authority.precertify(proven(profile));

        // then
        assertThat(precertificate.notBefore()).isEqualTo(Instant.parse("2026-01-02T03:03:35Z"));
        assertThat(precertificate.notAfter()).isEqualTo(Instant.parse("2026-01-02T03:13:35Z"));
    }

    @Test
    void readsTheClockOncePerPrecertificate() {
        // given
        var ticking = new InstantSource() {
            private int reads;

            @Override
            public Instant instant() {
                return NOW.plusSeconds(reads++);
            }
        };

        // when
        new CertificateAuthority(() -> key, List.of(), ticking, new SecureRandom()).precertify(proven());

        // then
        assertThat(ticking.reads).isOne();
    }

    @Test
    void givesEachCertificateItsOwnSerialNumber() throws GeneralSecurityException {
        // given
        var seen = new HashSet<String>();

        for (var i = 0; i < 100; i++) {
            // when
            var precertificate = authority.precertify(proven());

            // then
            var number = parsed(precertificate.der().array()).getSerialNumber();
            assertThat(number).isPositive();
            assertThat(number.toByteArray())
                    .hasSize(20)
                    .isEqualTo(precertificate.serial().array());
            assertThat(seen.add(precertificate.serial().hex())).isTrue();
        }
    }

    @Test
    void answersWithTheWholeChainAsTextWithoutFinalNewlines() {
        // when
        var issued = issued(authority);

        // then
        assertThat(issued.pemChain())
                .hasSize(3)
                .allMatch(pem -> pem.startsWith("-----BEGIN CERTIFICATE-----\n"))
                .allMatch(pem -> pem.endsWith("\n-----END CERTIFICATE-----"));
        var leaf = issued.pemChain()
                .getFirst()
                .lines()
                .filter(line -> !line.startsWith("-"))
                .toList();
        assertThat(Base64.getDecoder().decode(String.join("", leaf)))
                .isEqualTo(issued.der().array());
        assertThat(leaf).allMatch(line -> line.length() <= 64);
        assertThat(issued.pemChain().subList(1, 3)).isEqualTo(key.chain().pem());
    }

    @Test
    void signsWithTheKeyOfThePrecertificateThoughAnotherCameMeanwhile() throws GeneralSecurityException {
        // given
        var keys = List.of(key, TestAuthority.of(KeyKind.P384, NOW, CRYPTO)).iterator();
        var rotating = new CertificateAuthority(keys::next, List.of(log.key()), clock, new SecureRandom());

        // when
        var precertificate = rotating.precertify(proven());
        rotating.precertify(proven());
        var issued = rotating.certify(precertificate, log.submit(precertificate).get());

        // then
        parsed(issued.der().array()).verify(key.chain().publicKey(), CRYPTO.provider());
        assertThat(issued.chain()).isSameAs(key.chain());
    }

    @Test
    void makesAnUnloggedCertificateWithNeitherPoisonNorTimestampsWhereThereIsNoLog() throws GeneralSecurityException {
        // given
        var unlogged = new CertificateAuthority(() -> key, List.of(), clock, new SecureRandom());

        // when
        var issued = unlogged.certify(unlogged.precertify(proven()), LogReceipt.NotLogged.NOT_LOGGED);

        // then
        var certificate = parsed(issued.der().array());
        assertThat(certificate.getExtensionValue("1.3.6.1.4.1.11129.2.4.2")).isNull();
        assertThat(certificate.getExtensionValue("1.3.6.1.4.1.11129.2.4.3")).isNull();
        assertThat(issued.receipt()).isEqualTo(LogReceipt.NotLogged.NOT_LOGGED);
    }

    @Test
    void makesNothingWithoutALogWhereOneIsConfigured() {
        // given
        var precertificate = authority.precertify(proven());

        // then
        assertFails(
                Backend.LOG,
                "nothing was logged",
                () -> authority.certify(precertificate, LogReceipt.NotLogged.NOT_LOGGED));
    }

    @Test
    void doesNotBelieveALogThatIsNotConfigured() {
        assertLogFails(new TestLog(clock, CRYPTO), "which is not configured");
    }

    @Test
    void doesNotBelieveASignatureOfAnotherKeyUnderTheNameOfOurs() {
        // given
        var stranger = new TestLog(clock, CRYPTO);

        // then
        assertLogFails(stranger.answering(sct -> changed(sct, 0, log.key().id().toBytes())), "signature does not hold");
    }

    @Test
    void doesNotBelieveAPromiseForAnotherPrecertificate() {
        // given
        var other = authority.precertify(proven());

        // then
        assertLogFails(log.promisingAlways(other.entry()), "signature does not hold");
    }

    @Test
    void doesNotBelieveAnUnknownVersion() {
        assertLogFails(log.answering(sct -> changed(sct, 1, sct.logId().toBytes())), "version is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5.001S", "PT1H"})
    void doesNotBelieveAPromiseFromTheFuture(Duration ahead) {
        assertLogFails(log.withClockAhead(ahead), "ahead of ours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5.001S", "PT-1H"})
    void doesNotBelieveAPromiseOlderThanThePrecertificate(Duration ahead) {
        assertLogFails(log.withClockAhead(ahead), "before the precertificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5S", "PT-5S"})
    void bearsWithAClockThatIsALittleWrong(Duration ahead) {
        // given
        log.withClockAhead(ahead);

        // then
        assertThat(issued(authority).der().isEmpty()).isFalse();
    }

    @Test
    void believesAPromiseThatTookLongToArrive() {
        // given
        var later = InstantSource.fixed(NOW.plusSeconds(9));
        var reads = List.of(clock, later).iterator();
        var slow = new CertificateAuthority(
                () -> key, List.of(log.key()), () -> reads.next().instant(), new SecureRandom());

        // when
        var precertificate = slow.precertify(proven());
        var issued = slow.certify(precertificate, log.submit(precertificate).get());

        // then
        assertThat(issued.notBefore()).isEqualTo(precertificate.notBefore());
    }

    @Test
    void doesNotCarryExtensionsThatVerifiersCannotRead() {
        assertLogFails(log.withExtensions(TimestampExtensions.of(new byte[] {0, 0, 9})), "cannot be read");
    }

    @Test
    void doesNotLetOutWhatAnotherKeySigned() {
        var other = TestAuthority.of(KeyKind.P256, NOW, CRYPTO);
        assertSignatureFails(signing(other::sign));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void doesNotLetOutWhatCarriesNoSignatureAtAll(Crypto crypto) {
        var own = TestAuthority.of(KeyKind.P256, NOW, crypto);
        assertSignatureFails(signing(own.chain(), toBeSigned -> new byte[] {1, 2, 3}));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesNoCertificateThatOutlivesAnyOfItsChain(boolean rootEndsFirst) {
        // given
        var early = NOW.plus(LIFETIME).minusSeconds(2);
        var late = NOW.plus(Duration.ofDays(1));
        var begin = NOW.minusSeconds(60);
        var plan = new TestAuthority.Plan(KeyKind.P256, begin, rootEndsFirst ? late : early)
                .rootFrom(begin, rootEndsFirst ? early : late);
        var ending = authority(plan.make(CRYPTO));

        // then
        assertFails(Backend.SIGNER, "the chain ends at 2026-01-02T03:14:03Z", () -> ending.precertify(proven()));
    }

    @Test
    void makesACertificateThatEndsWithItsChain() {
        // given
        var end = Instant.parse("2026-01-02T03:14:05Z");
        var plan = new TestAuthority.Plan(KeyKind.P256, NOW.minusSeconds(60), end);

        // then
        assertThat(authority(plan.make(CRYPTO)).precertify(proven()).notAfter()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesNoCertificateThatBeginsBeforeAnyOfItsChain(boolean rootBeginsLast) {
        // given
        var early = NOW.minusSeconds(3600);
        var late = NOW.plusSeconds(1);
        var end = NOW.plus(Duration.ofDays(1));
        var plan = new TestAuthority.Plan(KeyKind.P256, rootBeginsLast ? early : late, end)
                .rootFrom(rootBeginsLast ? late : early, end);
        var beginning = authority(plan.make(CRYPTO));

        // then
        assertFails(Backend.SIGNER, "the chain begins at 2026-01-02T03:04:06Z", () -> beginning.precertify(proven()));
    }

    private CertificateAuthority authority(IssuingKey key) {
        return new CertificateAuthority(() -> key, List.of(log.key()), clock, new SecureRandom());
    }

    private IssuedCertificate issued(CertificateAuthority authority) {
        var precertificate = authority.precertify(proven());
        return authority.certify(precertificate, log.submit(precertificate).get());
    }

    private void assertSignatureFails(IssuingKey wrong) {
        var failing = authority(wrong);
        var precertificate = failing.precertify(proven());
        assertFails(
                Backend.CERTIFICATE,
                "signature: it does not verify with the CA's public key",
                () -> failing.certify(precertificate, log.submit(precertificate).get()));
    }

    private IssuingKey signing(UnaryOperator<byte[]> signer) {
        return signing(key.chain(), signer);
    }

    private static IssuingKey signing(IssuingChain chain, UnaryOperator<byte[]> signer) {
        return new IssuingKey() {
            @Override
            public IssuingChain chain() {
                return chain;
            }

            @Override
            public byte[] sign(byte[] toBeSigned) {
                return signer.apply(toBeSigned);
            }
        };
    }

    private void assertLogFails(TestLog log, String found) {
        var precertificate = authority.precertify(proven());
        assertFails(
                Backend.LOG,
                found,
                () -> authority.certify(
                        precertificate, log.submit(precertificate).get()));
    }

    private static void assertFails(Backend backend, String found, Runnable work) {
        var failed = catchThrowableOfType(FailedException.class, work::run);
        assertThat(failed).isNotNull().hasMessageContaining(found);
        assertThat(failed.backend()).isEqualTo(backend);
    }

    private static SignedCertificateTimestamp changed(SignedCertificateTimestamp sct, int version, byte[] logId) {
        return SignedCertificateTimestamp.ofAnswer(
                version, logId, sct.timestamp(), sct.extensions().encoded(), sct.digitallySigned());
    }

    private static ProvenKey proven() {
        return proven(KeyKind.P256, CRYPTO);
    }

    private static ProvenKey proven(KeyKind kind, Crypto crypto) {
        var profile = new Profile(LIFETIME, Duration.ZERO, SigningAlgorithm.defaults());
        return Proven.key(kind.generate(crypto).getPublic(), ADA, profile);
    }

    private static ProvenKey proven(Profile profile) {
        return Proven.key(KeyKind.P256.generate(CRYPTO).getPublic(), ADA, profile);
    }

    private static X509Certificate parsed(byte[] der) throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }
}
