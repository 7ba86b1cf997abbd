/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.witness.TreeNote;
import dev.bulla.ctlog.witness.WitnessAnswer;
import dev.bulla.ctlog.witness.WitnessKey;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as the answer of a witness, and as the checkpoint that it publishes. */
class WitnessAnswerFuzzTest {
    private static final String TEXT = "log.example/2026\n1\nnyWsbl2oDyeDZFVHtsnFAeWcJywsys2XwwzGzwKk/7w=\n";
    private static final String LINE =
            "— witness.example/w1 QmErUgAAAABlU/EBAJVMO9Dqux9PiofAjFtpujrwdYzxc6mk9PFlq7ziyQkCL2vJHONbIDU9bHyrFDxzx7+4nJwbFd361QCs35upDA==\n";
    private static final WitnessKey WITNESS = WitnessKey.of(
            NoteKey.parse("witness.example/w1+42612b52+BEP8Y5jf80SWqt0AjtV+Zgjvs/lZTZhRSEx7HtcgSADp"),
            new BouncyCastleProvider());

    static Stream<Named<byte[]>> seeds() {
        return Stream.of(
                Seed.of("a cosignature", LINE),
                Seed.of("two of them", LINE + LINE),
                Seed.longer("a size", "20852163\n"),
                Seed.of("a published checkpoint", TEXT + "\n" + LINE));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryEntries({"— witness.example/w1 ", "\n\n", "QmErUgAAAAB"})
    @FuzzTest
    void isReadOrMalformedAndNothingElse(byte[] input) {
        var body = Bytes.copyOf(input);
        for (var status : new int[] {200, 409, 422, 500}) {
            try {
                if (WitnessAnswer.parse(status, WitnessAnswer.SIZE_TYPE, body)
                        instanceof WitnessAnswer.Cosigned(var lines)) {
                    WITNESS.in(TEXT, lines)
                            .ifPresent(
                                    cosignature -> assertThat(cosignature.time().getEpochSecond())
                                            .isEqualTo(1_700_000_001));
                }
            } catch (MalformedException _) {
                // Most are.
            }
        }
        try {
            var note = TreeNote.parse(body);
            assertThat(note.encoded()).isEqualTo(body);
            assertThat(Note.parse(body).signatures()).isNotEmpty();
        } catch (MalformedException _) {
            // Most are.
        }
    }
}
