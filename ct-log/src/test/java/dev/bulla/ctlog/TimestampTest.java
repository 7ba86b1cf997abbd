/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.testing.SingleEntry;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timestamps and lists of them, against bytes that Fulcio and the published log of one entry hold. */
class TimestampTest {
    private static final byte[] ID = Base64.getDecoder().decode("KHYaGJAn++880NYaAY12sFBXKcenQRvMvfYE9F1CYVM=");
    private static final byte[] SIGNED = Base64.getDecoder()
            .decode(
                    "BAMARjBEAiAIc21J5ZbdKZHw5wLxCP+MhBEsV5+nfvGyakOIv6FOvAIgWYMZb6Pw///uiNM7QTg2Of1OqmK1GbeGuEl9VJN8v8c=");

    private static final String FULCIO_LIST =
            "007700750028761a189027fbef3cd0d61a018d76b0505729c7a7411bccbdf604f45d4261530000000000000539000004030046"
                    + "3044022008736d49e596dd2991f0e702f108ff8c84112c579fa77ef1b26a4388bfa14ebc0220"
                    + "5983196fa3f0ffffee88d33b41383639fd4eaa62b519b786b8497d54937cbfc7";

    private final SignedCertificateTimestamp fulcio =
            SignedCertificateTimestamp.ofAnswer(0, ID, 1337, new byte[0], SIGNED);
    private final SignedCertificateTimestamp published = SignedCertificateTimestamp.ofAnswer(
            0,
            SingleEntry.hex("log.id"),
            SingleEntry.TIMESTAMP,
            SingleEntry.hex("sct.extensions"),
            SingleEntry.base64("sct.signature"));

    @Test
    void theListIsTheOneThatFulcioWrites() {
        assertThat(HexFormat.of().formatHex(TimestampList.of(fulcio).encoded())).isEqualTo(FULCIO_LIST);
        assertThat(TimestampList.parse(HexFormat.of().parseHex(FULCIO_LIST))).isEqualTo(TimestampList.of(fulcio));
    }

    @Test
    void theTimestampIsThePublishedOne() {
        assertThat(published.encoded()).hasSize(126).isEqualTo(SingleEntry.base64("sct"));
        assertThat(SignedCertificateTimestamp.parse(SingleEntry.base64("sct")))
                .isEqualTo(published)
                .hasSameHashCodeAs(published);
    }

    @Test
    void aCertificateHoldsThePublishedOne() {
        assertThat(TimestampList.inCertificate(SingleEntry.base64("certificate")))
                .contains(TimestampList.of(published));
        assertThat(TimestampList.inCertificate(SingleEntry.base64("precertificate")))
                .isEmpty();
    }

    @Test
    void itsFieldsAreThoseOfTheAnswer() {
        assertThat(fulcio.version()).isZero();
        assertThat(fulcio.logId()).isEqualTo(LogId.parse(ID));
        assertThat(fulcio.timestamp()).isEqualTo(1337);
        assertThat(fulcio.extensions()).isEqualTo(TimestampExtensions.NONE);
        assertThat(fulcio.hashAlgorithm()).isEqualTo(4);
        assertThat(fulcio.signatureAlgorithm()).isEqualTo(3);
        assertThat(fulcio.signature()).isEqualTo(Arrays.copyOfRange(SIGNED, 4, SIGNED.length));
        assertThat(fulcio.digitallySigned()).isEqualTo(SIGNED);
        assertThat(published.extensions().leafIndex()).hasValue(0);
    }

    @Test
    void differsInEveryField() {
        var extension = new byte[] {1};
        var otherSignature = SIGNED.clone();
        otherSignature[9] ^= 1;

        assertThat(List.of(
                        SignedCertificateTimestamp.ofAnswer(1, ID, 1337, new byte[0], SIGNED),
                        SignedCertificateTimestamp.ofAnswer(0, new byte[32], 1337, new byte[0], SIGNED),
                        SignedCertificateTimestamp.ofAnswer(0, ID, 1338, new byte[0], SIGNED),
                        SignedCertificateTimestamp.ofAnswer(0, ID, 1337, extension, SIGNED),
                        SignedCertificateTimestamp.ofAnswer(0, ID, 1337, new byte[0], otherSignature)))
                .doesNotContain(fulcio);
    }

    @Test
    void doesNotFollowTheArraysItCameIn() {
        // given
        var signed = SIGNED.clone();
        var timestamp = SignedCertificateTimestamp.ofAnswer(0, ID, 1337, new byte[0], signed);

        // when
        signed[10] ^= 1;
        timestamp.signature()[0] ^= 1;

        // then
        assertThat(timestamp).isEqualTo(fulcio);
    }

    @Test
    void anotherVersionIsCarriedAsItIs() {
        var unknown = SignedCertificateTimestamp.ofAnswer(1, ID, 1337, new byte[0], SIGNED);

        assertThat(unknown.encoded()[0]).isEqualTo((byte) 1);
        assertThat(SignedCertificateTimestamp.parse(unknown.encoded())).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({"256, 32, 1, 0", "-1, 32, 1, 0", "0, 31, 1, 0", "0, 33, 1, 0", "0, 32, -1, 0", "0, 32, 1, 65536"})
    void anAnswerMustFitTheFields(int version, int idSize, long timestamp, int extensionsSize) {
        assertThatThrownBy(() -> SignedCertificateTimestamp.ofAnswer(
                        version, new byte[idSize], timestamp, new byte[extensionsSize], SIGNED))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void nothingMayFollowTheSignatureOfAnAnswer() {
        var tooMuch = Arrays.copyOf(SIGNED, SIGNED.length + 1);

        assertThatThrownBy(() -> SignedCertificateTimestamp.ofAnswer(0, ID, 1337, new byte[0], tooMuch))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("signature of the timestamp: 1 bytes too many at byte 74");
    }

    @Test
    void aTimestampCutOffAnywhereIsRefused() {
        var whole = published.encoded();

        for (var size = 0; size < whole.length; size++) {
            var part = Arrays.copyOf(whole, size);
            assertThatThrownBy(() -> SignedCertificateTimestamp.parse(part)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aListKeepsItsOrder() {
        var list = TimestampList.of(published, fulcio, published);

        assertThat(TimestampList.parse(list.encoded()).timestamps()).containsExactly(published, fulcio, published);
    }

    @ParameterizedTest
    @CsvSource({"0000", "00", "''", "00020000", "000100", "0001"})
    void aListMustBeWholeAndHoldSomething(String hex) {
        assertThatThrownBy(() -> TimestampList.parse(HexFormat.of().parseHex(hex)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("timestamp list: ");
    }

    @Test
    void nothingMayFollowAList() {
        var tooMuch = HexFormat.of().parseHex(FULCIO_LIST + "00");

        assertThatThrownBy(() -> TimestampList.parse(tooMuch)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aListOfNothingOrOfTooMuchCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(TimestampList::of);
        assertThatIllegalArgumentException().isThrownBy(() -> new TimestampList(Collections.nCopies(600, fulcio)));
    }

    @Test
    void damagedTimestampsAndListsAreReadOrRefusedAndNothingElse() {
        damageAndRead(SingleEntry.base64("sct"), SignedCertificateTimestamp::parse);
        damageAndRead(HexFormat.of().parseHex(FULCIO_LIST), TimestampList::parse);
        damageAndRead(SingleEntry.base64("certificate"), TimestampList::inCertificate);
    }

    private static void damageAndRead(byte[] sound, Consumer<byte[]> parser) {
        var mutations = new Mutations(sound, 1337);
        var refused = 0;
        for (var round = 0; round < 5_000; round++) {
            try {
                parser.accept(mutations.next());
            } catch (InvalidInputException _) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 4_999);
    }
}
