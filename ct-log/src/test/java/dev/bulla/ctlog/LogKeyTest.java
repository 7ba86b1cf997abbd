/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.UntrustedTimestampException.Reason;
import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.SingleEntry;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestKeys;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LogKeyTest {
    private static final long NOW = 1_760_000_000_000L;

    private static final LoggedEntry ENTRY = LoggedEntry.ofPrecertificate(
            SingleEntry.base64("precertificate"), IssuerKeyHash.ofIssuer(SingleEntry.base64("ca")));
    private static final LoggedEntry OTHER_ENTRY =
            LoggedEntry.ofCertificate(new TestAuthority(TestKeys.P256, "issuer").certificate(TestAuthority.usual()));

    static Stream<Arguments> keysAndProviders() {
        return Stream.concat(
                Providers.withEcdsa().map(provider -> Arguments.of(TestKeys.P256, provider)),
                Providers.all().map(provider -> Arguments.of(TestKeys.RSA_2048, provider)));
    }

    static Stream<Provider> ecdsaProviders() {
        return Providers.withEcdsa();
    }

    @ParameterizedTest
    @MethodSource("ecdsaProviders")
    void acceptsThePublishedTimestamp(Provider provider) {
        // given
        var key = LogKey.of(SingleEntry.base64("log.key"), provider);
        var timestamp = SignedCertificateTimestamp.parse(SingleEntry.base64("sct"));

        // then
        assertThat(key.id()).hasToString(SingleEntry.text("log.id"));
        assertThat(key.encoded()).isEqualTo(SingleEntry.base64("log.key"));
        assertThatCode(() -> key.verify(ENTRY, timestamp)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("keysAndProviders")
    void acceptsWhatItsSignerMade(TestKeys kind, Provider provider) {
        // given
        var signer = signer(kind, provider);

        // when
        var timestamp = signer.sign(ENTRY, NOW, TimestampExtensions.ofLeafIndex(42));

        // then
        assertThatCode(() -> signer.publicKey().verify(ENTRY, timestamp)).doesNotThrowAnyException();
        assertThat(timestamp.version()).isZero();
        assertThat(timestamp.logId()).isEqualTo(signer.publicKey().id());
        assertThat(timestamp.timestamp()).isEqualTo(NOW);
        assertThat(timestamp.extensions().leafIndex()).hasValue(42);
    }

    @ParameterizedTest
    @MethodSource("keysAndProviders")
    void refusesWhatIsNotExactlyWhatWasSigned(TestKeys kind, Provider provider) {
        // given
        var signer = signer(kind, provider);
        var key = signer.publicKey();
        var good = signer.sign(ENTRY, NOW, TimestampExtensions.NONE);

        // then
        assertThat(refusal(key, OTHER_ENTRY, good)).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(refusal(key, ENTRY, changed(good, 33 + 7))).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(refusal(key, ENTRY, changed(good, good.encoded().length - 1)))
                .isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(refusal(key, ENTRY, withExtensions(good))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("keysAndProviders")
    void refusesBytesThatAreNoSignature(TestKeys kind, Provider provider) {
        // given
        var signer = signer(kind, provider);
        var good = signer.sign(ENTRY, NOW, TimestampExtensions.NONE);
        var mutations = new Mutations(good.signature(), 6962);

        // then
        for (var round = 0; round < 500; round++) {
            var damaged = mutations.next();
            if (!Arrays.equals(damaged, good.signature())) {
                assertThat(refusal(signer.publicKey(), ENTRY, withSignature(good, damaged)))
                        .isEqualTo(Reason.BAD_SIGNATURE);
            }
        }
        assertThat(refusal(signer.publicKey(), ENTRY, withSignature(good, new byte[0])))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesAnotherVersion() {
        var signer = signer(TestKeys.P256, Providers.BOUNCY_CASTLE);
        var encoded = signer.sign(ENTRY, NOW, TimestampExtensions.NONE).encoded();
        encoded[0] = 1;

        assertThat(refusal(signer.publicKey(), ENTRY, SignedCertificateTimestamp.parse(encoded)))
                .isEqualTo(Reason.UNKNOWN_VERSION);
    }

    @Test
    void refusesTheTimestampOfAnotherLog() {
        var other = signer(TestKeys.P256, Providers.BOUNCY_CASTLE);
        var key = signer(TestKeys.P256, Providers.BOUNCY_CASTLE).publicKey();

        assertThat(refusal(key, ENTRY, other.sign(ENTRY, NOW, TimestampExtensions.NONE)))
                .isEqualTo(Reason.OTHER_LOG);
    }

    @Test
    void refusesASignatureOfAnotherKeyUnderItsOwnId() {
        // given
        var impostor = signer(TestKeys.P256, Providers.BOUNCY_CASTLE);
        var key = signer(TestKeys.P256, Providers.BOUNCY_CASTLE).publicKey();
        var encoded = impostor.sign(ENTRY, NOW, TimestampExtensions.NONE).encoded();

        // when
        System.arraycopy(key.id().toBytes(), 0, encoded, 1, 32);

        // then
        assertThat(refusal(key, ENTRY, SignedCertificateTimestamp.parse(encoded)))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "RSA_2048"})
    void refusesOtherAlgorithmsThanThoseOfItsKey(TestKeys kind) {
        // given
        var signer = signer(kind, Providers.BOUNCY_CASTLE);
        var good = signer.sign(ENTRY, NOW, TimestampExtensions.NONE);
        var hashAt = good.encoded().length - good.digitallySigned().length;

        // then
        assertThat(refusal(signer.publicKey(), ENTRY, changed(good, hashAt))).isEqualTo(Reason.WRONG_ALGORITHM);
        assertThat(refusal(signer.publicKey(), ENTRY, changed(good, hashAt + 1)))
                .isEqualTo(Reason.WRONG_ALGORITHM);
    }

    @ParameterizedTest
    @EnumSource(names = {"P384", "RSA_1024", "ED25519"})
    void refusesKeysThatNoClientAccepts(TestKeys kind) {
        var key = kind.make().getPublic().getEncoded();

        assertThatThrownBy(() -> LogKey.of(key, Providers.BOUNCY_CASTLE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("log key: ");
    }

    @ParameterizedTest
    @MethodSource("ecdsaProviders")
    void refusesAPointThatIsNotOnTheCurve(Provider provider) {
        var key = SingleEntry.base64("log.key");
        key[key.length - 1] ^= 1;

        assertThatThrownBy(() -> LogKey.of(key, provider)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesACompressedPoint() {
        // given
        var key = SingleEntry.base64("log.key");
        var compressed = Arrays.copyOf(key, 59);
        compressed[1] = 57;
        compressed[24] = 34;
        compressed[26] = 3;

        // then
        assertThatThrownBy(() -> LogKey.of(compressed, Providers.BOUNCY_CASTLE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("log key: its point is not written uncompressed");
    }

    @ParameterizedTest
    @MethodSource("keysAndProviders")
    void damagedKeysAreTakenOrRefusedAndNothingElse(TestKeys kind, Provider provider) {
        // given
        var mutations = new Mutations(kind.make().getPublic().getEncoded(), 57264);
        var refused = 0;

        // when
        for (var round = 0; round < 2_000; round++) {
            try {
                LogKey.of(mutations.next(), provider);
            } catch (InvalidInputException _) {
                refused++;
            }
        }

        // then
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void aProviderThatCannotDoItIsTheCallersMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogKey.of(SingleEntry.base64("log.key"), Security.getProvider("SUN")));
    }

    @Test
    void aSignerNeedsTheKeyOfItsLog() {
        var key = signer(TestKeys.P256, Providers.BOUNCY_CASTLE).publicKey();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogSigner.of(TestKeys.P256.make().getPrivate(), key, Providers.BOUNCY_CASTLE))
                .withMessage("the private key is not that of log " + key.id());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogSigner.of(TestKeys.RSA_2048.make().getPrivate(), key, Providers.BOUNCY_CASTLE));
    }

    @ParameterizedTest
    @MethodSource("keysAndProviders")
    void manyThreadsShareOneKey(TestKeys kind, Provider provider) throws Exception {
        var signer = signer(kind, provider);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var works = threads.invokeAll(IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(index -> () -> {
                        var timestamp = signer.sign(ENTRY, NOW + index, TimestampExtensions.ofLeafIndex(index));
                        signer.publicKey().verify(ENTRY, timestamp);
                        return true;
                    })
                    .toList());

            for (var work : works) {
                assertThat(work.get()).isTrue();
            }
        }
    }

    private static LogSigner signer(TestKeys kind, Provider provider) {
        var keys = kind.make();
        return LogSigner.of(keys.getPrivate(), LogKey.of(keys.getPublic().getEncoded(), provider), provider);
    }

    private static Reason refusal(LogKey key, LoggedEntry entry, SignedCertificateTimestamp timestamp) {
        return catchThrowableOfType(UntrustedTimestampException.class, () -> key.verify(entry, timestamp))
                .reason();
    }

    /** The timestamp with a bit turned over in one of its bytes. */
    private static SignedCertificateTimestamp changed(SignedCertificateTimestamp good, int at) {
        var encoded = good.encoded();
        encoded[at] ^= 2;
        return SignedCertificateTimestamp.parse(encoded);
    }

    private static SignedCertificateTimestamp withExtensions(SignedCertificateTimestamp good) {
        return SignedCertificateTimestamp.ofAnswer(
                0,
                good.logId().toBytes(),
                good.timestamp(),
                TimestampExtensions.ofLeafIndex(1).encoded(),
                good.digitallySigned());
    }

    private static SignedCertificateTimestamp withSignature(SignedCertificateTimestamp good, byte[] signature) {
        var signed = new byte[4 + signature.length];
        System.arraycopy(good.digitallySigned(), 0, signed, 0, 2);
        signed[2] = (byte) (signature.length >> 8);
        signed[3] = (byte) signature.length;
        System.arraycopy(signature, 0, signed, 4, signature.length);
        return SignedCertificateTimestamp.ofAnswer(0, good.logId().toBytes(), good.timestamp(), new byte[0], signed);
    }
}
