/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.UnprovenException.Reason;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.SingleEntry;
import dev.bulla.ctlog.testing.TestKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heads as somebody else's log has signed them. */
class SignedHeadTest {
    private static final String ORIGIN = SingleEntry.text("origin");
    private static final LogKey KEY = LogKey.of(SingleEntry.base64("log.key"), Providers.BOUNCY_CASTLE);
    private static final byte[] CHECKPOINT =
            checkpoint("\u2014 " + ORIGIN + " " + SingleEntry.text("checkpoint.signature") + "\n");
    private static final LoggedEntry ENTRY = LoggedEntry.ofFinalCertificate(
            SingleEntry.base64("certificate"), IssuerKeyHash.ofIssuer(SingleEntry.base64("ca")));
    private static final SignedCertificateTimestamp TIMESTAMP =
            SignedCertificateTimestamp.parse(SingleEntry.base64("sct"));

    @Test
    void readsACheckpoint() {
        assertIsTheSingleEntrysHead(SignedHead.ofCheckpoint(CHECKPOINT, ORIGIN, KEY));
    }

    @Test
    void readsACheckpointThatOthersHaveSignedAsWell() {
        var signatures = "\u2014 %s %s\n\u2014 witness.example/w1 %s\n"
                .formatted(ORIGIN, SingleEntry.text("checkpoint.signature"), SingleEntry.text("witness.signature"));

        assertIsTheSingleEntrysHead(SignedHead.ofCheckpoint(checkpoint(signatures), ORIGIN, KEY));
    }

    @Test
    void readsAnAnswerToGetSth() {
        assertIsTheSingleEntrysHead(answer(1, SingleEntry.TIMESTAMP, root(), signature()));
    }

    @Test
    void hasAnEntryWhoseLeafHashIsTheRootOfTheTreeOfOne() {
        var head = SignedHead.ofCheckpoint(CHECKPOINT, ORIGIN, KEY);

        assertThat(ENTRY.leafHash(TIMESTAMP)).isEqualTo(SingleEntry.hex("leaf.hash"));
        head.verifyInclusion(ENTRY, TIMESTAMP, 0, List.of());
    }

    @Test
    void nobodyChangesABitOfACheckpoint() {
        for (var bit = 0; bit < 8 * CHECKPOINT.length; bit++) {
            var damaged = CHECKPOINT.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> SignedHead.ofCheckpoint(damaged, ORIGIN, KEY))
                    .as("bit %d", bit)
                    .isInstanceOfAny(InvalidInputException.class, UnprovenException.class);
        }
    }

    @Test
    void nobodyChangesAMemberOfAnAnswer() {
        var time = SingleEntry.TIMESTAMP;
        assertThat(refusal(2, time, root(), signature())).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(refusal(0, time, root(), signature())).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(refusal(1, time + 1, root(), signature())).isEqualTo(Reason.BAD_SIGNATURE);
        for (var bit = 0; bit < 8 * root().length; bit++) {
            assertThat(refusal(1, time, flipped(root(), bit), signature())).isEqualTo(Reason.BAD_SIGNATURE);
        }
        for (var bit = 0; bit < 8 * signature().length; bit++) {
            var damaged = flipped(signature(), bit);
            assertThatThrownBy(() -> answer(1, time, root(), damaged))
                    .isInstanceOfAny(InvalidInputException.class, UnprovenException.class);
        }
    }

    @Test
    void refusesTheHeadOfAnotherAlgorithm() {
        var rsa = signature();
        rsa[1] = 1;

        assertThat(refusal(1, SingleEntry.TIMESTAMP, root(), rsa)).isEqualTo(Reason.WRONG_ALGORITHM);
    }

    @Test
    void refusesTheCheckpointOfAnotherLog() {
        var other = LogKey.of(TestKeys.P256.make().getPublic().getEncoded(), Providers.BOUNCY_CASTLE);

        assertThatThrownBy(() -> SignedHead.ofCheckpoint(CHECKPOINT, ORIGIN, other))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> SignedHead.ofCheckpoint(CHECKPOINT, "log.example/2027", KEY))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesWhatCannotBeAHead() {
        assertInvalid(-1, SingleEntry.TIMESTAMP, root(), signature());
        assertInvalid(1, -1, root(), signature());
        assertInvalid(1, SingleEntry.TIMESTAMP, new byte[31], signature());
        assertInvalid(1, SingleEntry.TIMESTAMP, new byte[33], signature());
        assertInvalid(1, SingleEntry.TIMESTAMP, root(), new byte[0]);
    }

    private static void assertIsTheSingleEntrysHead(SignedHead head) {
        assertThat(head.size()).isEqualTo(1);
        assertThat(head.time()).isEqualTo(Instant.ofEpochMilli(SingleEntry.TIMESTAMP));
        assertThat(head.root()).isEqualTo(root());
    }

    private static void assertInvalid(long size, long timestamp, byte[] root, byte[] signature) {
        assertThatThrownBy(() -> answer(size, timestamp, root, signature)).isInstanceOf(InvalidInputException.class);
    }

    private static Reason refusal(long size, long timestamp, byte[] root, byte[] signature) {
        return catchThrowableOfType(UnprovenException.class, () -> answer(size, timestamp, root, signature))
                .reason();
    }

    private static SignedHead answer(long size, long timestamp, byte[] root, byte[] signature) {
        return SignedHead.ofAnswer(size, timestamp, root, signature, KEY);
    }

    private static byte[] checkpoint(String signatures) {
        var text = "%s\n1\n%s\n\n%s".formatted(ORIGIN, SingleEntry.text("checkpoint.root"), signatures);
        return text.getBytes(UTF_8);
    }

    private static byte[] root() {
        return SingleEntry.base64("checkpoint.root");
    }

    private static byte[] signature() {
        return SingleEntry.base64("sth.signature");
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        var damaged = bytes.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        return damaged;
    }
}
