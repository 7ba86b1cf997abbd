/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TestStamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies, read and judged by Bouncy Castle's own TSP, which is what sigstore-java judges them by. */
class TimestampAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.987654321Z");
    private static final String POLICY = "1.3.6.1.4.1.57264.2";
    private static final ASN1ObjectIdentifier[] HASHES = {
        TSPAlgorithms.SHA256, TSPAlgorithms.SHA384, TSPAlgorithms.SHA512
    };
    private static final int[] LENGTHS = {32, 48, 64};

    private final MovableClock clock = new MovableClock(NOW);
    private TestStamps key;
    private TimestampAuthority authority;

    @BeforeEach
    void make() {
        key = TestStamps.of(KeyKind.P256, NOW, Crypto.fastest());
        authority = authority(key, new SecureRandom());
    }

    private TimestampAuthority authority(StampingKey stamping, Random random) {
        return new TimestampAuthority(() -> stamping, new StampingTerms(POLICY, Duration.ofSeconds(1)), clock, random);
    }

    static Stream<Arguments> everyKeyAndProvider() {
        return Stream.of(KeyKind.P256, KeyKind.P384)
                .flatMap(kind -> Arrays.stream(TestCrypto.values()).map(crypto -> Arguments.of(kind, crypto)));
    }

    @ParameterizedTest
    @MethodSource("everyKeyAndProvider")
    void grantsWhatOthersVerify(KeyKind kind, TestCrypto crypto) throws Exception {
        // given
        var stamps = TestStamps.of(kind, NOW, crypto.crypto());
        var request = request(generator -> generator.setCertReq(true));

        // when
        var response = ask(authority(stamps, new SecureRandom()), request);

        // then
        response.validate(request);
        assertThat(response.getStatus()).isZero();
        assertThat(response.getStatusString()).isNull();
        assertThat(response.getFailInfo()).isNull();
        var leaf = stamps.chain().certificates().getFirst();
        response.getTimeStampToken()
                .validate(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(Crypto.bouncyCastle().complete())
                        .build(leaf));
    }

    /** The contract with Sigstore's clients, field by field. */
    @Test
    void saysWhatTheContractPrescribes() throws Exception {
        var info = ask(authority, request(generator -> generator.setReqPolicy(new ASN1ObjectIdentifier(POLICY))))
                .getTimeStampToken()
                .getTimeStampInfo();

        assertThat(info.toASN1Structure().getVersion().intValueExact()).isEqualTo(1);
        assertThat(info.getPolicy().getId()).isEqualTo(POLICY);
        assertThat(info.toASN1Structure().getGenTime().getTimeString()).isEqualTo("20261122101530Z");
        assertThat(info.getGenTime()).isEqualTo(Date.from(Instant.parse("2026-11-22T10:15:30Z")));
        assertThat(info.getGenTimeAccuracy().getSeconds()).isEqualTo(1);
        assertThat(info.toASN1Structure().getAccuracy().getMillis()).isNull();
        assertThat(info.toASN1Structure().getOrdering().isTrue()).isFalse();
        assertThat(info.getTsa()).isEqualTo(new GeneralName(TestStamps.LEAF));
        assertThat(info.toASN1Structure().getExtensions()).isNull();
    }

    @Test
    void signsOnceInTheFormThatClientsRead() throws Exception {
        var data = signedData(ask(authority, request(generator -> {})));
        var signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));

        assertThat(data.getVersion().intValueExact()).isEqualTo(3);
        assertThat(data.getDigestAlgorithms().size()).isEqualTo(1);
        assertThat(data.getSignerInfos().size()).isEqualTo(1);
        assertThat(data.getCRLs()).isNull();
        assertThat(data.getEncapContentInfo().getContentType()).isEqualTo(PKCSObjectIdentifiers.id_ct_TSTInfo);
        assertThat(signer.getVersion().intValueExact()).isEqualTo(1);
        assertThat(signer.getDigestAlgorithm().getAlgorithm().getId()).isEqualTo("2.16.840.1.101.3.4.2.1");
        assertThat(signer.getDigestEncryptionAlgorithm().getAlgorithm().getId()).isEqualTo("1.2.840.10045.4.3.2");
        assertThat(Arrays.stream(signer.getAuthenticatedAttributes().toArray())
                        .map(attribute -> Attribute.getInstance(attribute).getAttrType()))
                .containsExactlyInAnyOrder(
                        CMSAttributes.contentType,
                        CMSAttributes.messageDigest,
                        CMSAttributes.signingTime,
                        new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.47"));
        assertThat(signer.getUnauthenticatedAttributes()).isNull();
    }

    @Test
    void namesItsCertificateByAHashWhoseAlgorithmGoesWithoutSaying() throws Exception {
        var token = ask(authority, request(generator -> {})).getTimeStampToken();

        var attribute = token.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        var named = SigningCertificateV2.getInstance(attribute.getAttributeValues()[0]);

        assertThat(named.getCerts()).hasSize(1);
        assertThat(named.getCerts()[0].toASN1Primitive().getEncoded(ASN1Encoding.DER))
                .hasSize(2 + 2 + 32);
        assertThat(named.getCerts()[0].getCertHash())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(leaf().getEncoded()));
    }

    @Test
    void isDerToTheLastByte() throws Exception {
        var reply = authority.grant(query(request(generator -> generator.setCertReq(true))));

        assertThat(ASN1Primitive.fromByteArray(reply.array()).getEncoded(ASN1Encoding.DER))
                .isEqualTo(reply.array());
    }

    @Test
    void bringsItsOwnCertificateWhereItIsAskedForAndNoneAbove() throws Exception {
        var with = ask(authority, request(generator -> generator.setCertReq(true)));
        var without = ask(authority, request(generator -> {}));

        assertThat(with.getTimeStampToken().getCertificates().getMatches(null))
                .containsExactly(new JcaX509CertificateHolder(leaf()));
        assertThat(signedData(without).getCertificates()).isNull();
    }

    @Test
    void drawsAnotherSerialNumberEachTime() throws Exception {
        var serials = new HashSet<BigInteger>();
        for (var i = 0; i < 100; i++) {
            serials.add(ask(authority, request(generator -> {}))
                    .getTimeStampToken()
                    .getTimeStampInfo()
                    .getSerialNumber());
        }

        assertThat(serials)
                .hasSize(100)
                .allSatisfy(serial -> assertThat(serial.signum()).isPositive());
        // Of a hundred numbers of 160 bits one has all of them, but for once in 2 to the power of 100.
        assertThat(serials.stream().mapToInt(BigInteger::bitLength).max()).hasValue(160);
    }

    /** Queries of every shape that there can be, from a seed that a failure tells. */
    @Test
    void answersEveryGoodQueryWithWhatItAskedFor() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var nonce = random.nextBoolean() ? new BigInteger(1 + random.nextInt(256), random) : null;
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(random.nextBoolean());
            if (random.nextBoolean()) {
                generator.setReqPolicy(new ASN1ObjectIdentifier(POLICY));
            }
            var hash = HASHES[random.nextInt(HASHES.length)];
            var digest = new byte[LENGTHS[Arrays.asList(HASHES).indexOf(hash)]];
            random.nextBytes(digest);
            var request = nonce == null ? generator.generate(hash, digest) : generator.generate(hash, digest, nonce);

            var response = ask(authority, request);

            response.validate(request);
            assertThat(response.getTimeStampToken().getTimeStampInfo().getNonce())
                    .as("seed %d", seed)
                    .isEqualTo(nonce);
            assertThat(response.getTimeStampToken()
                            .getCertificates()
                            .getMatches(null)
                            .size())
                    .as("seed %d", seed)
                    .isEqualTo(request.getCertReq() ? 1 : 0);
        }
    }

    @Test
    void refusesAnotherPolicyThanItsOwn() {
        var query = query(request(generator -> generator.setReqPolicy(new ASN1ObjectIdentifier("1.2.3"))));

        var refused = catchThrowableOfType(RefusedQueryException.class, () -> authority.grant(query));

        assertThat(refused.kind()).isEqualTo(RefusedQueryException.Kind.UNSUPPORTED);
        assertThat(refused.sentence()).contains("another policy than " + POLICY);
    }

    @Test
    void givesAwayNoSignatureThatDoesNotVerify() {
        key.lie();

        var failed =
                catchThrowableOfType(FailedException.class, () -> authority.grant(query(request(generator -> {}))));

        assertThat(failed.backend()).isEqualTo(Backend.SIGNER);
        assertThat(failed).hasMessageContaining("does not verify");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChronoUnit.class,
            names = {"YEARS", "DECADES"})
    void stampsNoTimeThatItsChainDoesNotCover(ChronoUnit far) {
        for (var direction : new int[] {-2, 2}) {
            clock.moveTo(NOW.plus(far.getDuration().multipliedBy(direction)));

            assertThatThrownBy(() -> authority.grant(query(request(generator -> {}))))
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining(direction < 0 ? "check the clock" : "renew it");
        }
    }

    @Test
    void stampsTheFirstAndTheLastSecondOfItsChain() throws Exception {
        for (var edge : new Instant[] {key.chain().start(), key.chain().end()}) {
            clock.moveTo(edge.plusMillis(999));

            var stamped = ask(authority, request(generator -> {}))
                    .getTimeStampToken()
                    .getTimeStampInfo()
                    .getGenTime();

            assertThat(stamped.toInstant()).isEqualTo(edge);
        }
    }

    private X509Certificate leaf() {
        return key.chain().certificates().getFirst();
    }

    private static TimeStampRequest request(Consumer<TimeStampRequestGenerator> change) {
        var generator = new TimeStampRequestGenerator();
        change.accept(generator);
        return generator.generate(TSPAlgorithms.SHA256, new byte[32]);
    }

    private static TimestampQuery query(TimeStampRequest request) {
        try {
            var der = request.getEncoded();
            return TimestampQuery.ofDer(der, der.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TimeStampResponse ask(TimestampAuthority authority, TimeStampRequest request) throws Exception {
        return new TimeStampResponse(authority.grant(query(request)).array());
    }

    private static SignedData signedData(TimeStampResponse response) {
        return SignedData.getInstance(
                response.getTimeStampToken().toCMSSignedData().toASN1Structure().getContent());
    }
}
