/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.testing.KeyKind;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CorrespondenceTest {
    private static final CertificateContent CONTENT = BrokenCertificates.CONTENT;
    private static final CertificateFields PRECERTIFICATE =
            CertificateFields.parse(BrokenCertificates.written(CONTENT, Tail.Poison.POISON));

    static Stream<Tail> tails() {
        return Stream.of(BrokenCertificates.PROMISE, Tail.Nothing.NOTHING);
    }

    static Stream<Arguments> differences() {
        var key = KeyKind.P256.generate(BrokenCertificates.CRYPTO).getPublic().getEncoded();
        return Stream.of(
                Arguments.of("version", Mutation.field(0, new DERTaggedObject(true, 0, new ASN1Integer(1)))),
                Arguments.of("serial number", Mutation.field(1, new ASN1Integer(17))),
                Arguments.of("signature algorithm", Mutation.field(2, algorithm())),
                Arguments.of("issuer", Mutation.field(3, new X500Name("CN=somebody"))),
                Arguments.of("start of validity", Mutation.field(4, validity("260102030404Z", "260102031405Z"))),
                Arguments.of("end of validity", Mutation.field(4, validity("260102030405Z", "260102031406Z"))),
                Arguments.of("subject", Mutation.field(5, new X500Name("CN=ada"))),
                Arguments.of("public key", Mutation.field(6, ASN1Sequence.getInstance(key))),
                Arguments.of("outer signature algorithm", Mutation.outer(1, algorithm())),
                Arguments.of("number of extensions", Mutation.without("2.5.29.37")),
                Arguments.of("extension number 1", Mutation.criticality("2.5.29.15")),
                Arguments.of(
                        "extension number 10", Mutation.value("1.3.6.1.4.1.57264.1.24", new DERUTF8String("user-18"))));
    }

    @ParameterizedTest
    @MethodSource("tails")
    void bearsWithADifferenceInTheTail(Tail tail) {
        // given
        var certificate = CertificateFields.parse(BrokenCertificates.written(CONTENT, tail));

        // then
        assertThatCode(() -> Correspondence.check(PRECERTIFICATE, certificate, tail))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void namesWhatElseDiffers(String what, Mutation mutation) {
        for (var tail : tails().toList()) {
            // given
            var certificate = CertificateFields.parse(mutation.apply(BrokenCertificates.written(CONTENT, tail)));

            // when
            var failed = catchThrowableOfType(
                    FailedException.class, () -> Correspondence.check(PRECERTIFICATE, certificate, tail));

            // then
            assertThat(failed)
                    .isNotNull()
                    .hasMessage("correspondence: the " + what + " is not that of the precertificate");
            assertThat(failed.backend()).isEqualTo(Backend.CERTIFICATE);
        }
    }

    private static AlgorithmIdentifier algorithm() {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.3"));
    }

    private static DERSequence validity(String from, String to) {
        return new DERSequence(new ASN1Encodable[] {new DERUTCTime(from), new DERUTCTime(to)});
    }
}
