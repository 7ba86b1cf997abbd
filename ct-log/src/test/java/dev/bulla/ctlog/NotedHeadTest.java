/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.UnprovenException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotedHeadTest {
    private static final Provider PROVIDER = Security.getProvider("SUN");
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};
    private static final byte[] ROOT = sha256(new byte[] {1}, sha256(new byte[1], FIRST), sha256(new byte[1], SECOND));
    private static final String TEXT = "log.example - 17\n2\n" + base64(ROOT) + "\n";
    private static final byte[] SIGNATURE = {0x51, 0x16};

    /** A signer whose signature is the same two bytes under any text that names the log. */
    private static final NotedHead.Signer SIGNER = new NotedHead.Signer() {
        @Override
        public int keyId() {
            return 0x01020304;
        }

        @Override
        public boolean isCalled(String name) {
            return name.equals("log.example");
        }

        @Override
        public boolean signed(byte[] text, byte[] signature) {
            return new String(text, StandardCharsets.UTF_8).startsWith("log.example")
                    && Arrays.equals(signature, SIGNATURE);
        }
    };

    @Test
    void showsThatALeafIsInTheTree() {
        var head = head(TEXT, "log.example", new byte[] {1, 2, 3, 4}, SIGNATURE);

        assertThat(head.origin()).isEqualTo("log.example - 17");
        assertThat(head.size()).isEqualTo(2);
        assertThat(head.root()).isEqualTo(ROOT);
        head.verifyInclusion(FIRST, 0, List.of(sha256(new byte[1], SECOND)));
        head.verifyInclusion(SECOND, 1, List.of(sha256(new byte[1], FIRST)));
    }

    @Test
    void showsNothingElse() {
        var head = head(TEXT, "log.example", new byte[] {1, 2, 3, 4}, SIGNATURE);
        var beside = List.of(sha256(new byte[1], SECOND));

        assertThat(List.of(0L, 1L, 2L, -1L))
                .allSatisfy(index -> assertThat(catchThrowableOfType(
                                        UnprovenException.class, () -> head.verifyInclusion(SECOND, index, beside))
                                .reason())
                        .isEqualTo(Reason.NOT_INCLUDED));
        assertThatThrownBy(() -> head.verifyInclusion(FIRST, 0, List.of(new byte[31])))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("31 bytes");
    }

    @Test
    void takesLinesOfItsOwnBelowTheRoot() {
        assertThat(head(TEXT + "Timestamp: 17\n", "log.example", new byte[] {1, 2, 3, 4}, SIGNATURE)
                        .size())
                .isEqualTo(2);
    }

    @Test
    void mustBeSignedByTheLogUnderItsName() {
        assertThat(unsigned("other.example", new byte[] {1, 2, 3, 4}, SIGNATURE))
                .isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(unsigned("log.example", new byte[] {1, 2, 3, 5}, SIGNATURE)).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(unsigned("log.example", new byte[] {1, 2, 3, 4}, FIRST)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    private static Reason unsigned(String name, byte[] keyId, byte[] signature) {
        return catchThrowableOfType(UnprovenException.class, () -> head(TEXT, name, keyId, signature))
                .reason();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log.example\n2\n",
                "log.example\nx\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log.example\n2\nAAAA\n",
                "log.example\n2\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                "log.example\n02\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
            })
    void isNoCheckpointWithoutItsThreeLines(String text) {
        assertThatThrownBy(() -> head(text, "log.example", new byte[] {1, 2, 3, 4}, SIGNATURE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("checkpoint: ");
    }

    @Test
    void isNoCheckpointIfItIsNoNote() {
        assertThatThrownBy(() -> NotedHead.of(new byte[] {1}, SIGNER, PROVIDER))
                .isInstanceOf(InvalidInputException.class);
    }

    private static NotedHead head(String text, String name, byte[] keyId, byte[] signature) {
        var line = new ByteArrayOutputStream();
        line.writeBytes(keyId);
        line.writeBytes(signature);
        var note = text + "\n\u2014 witness.example AAAAAAAA\n\u2014 " + name + " " + base64(line.toByteArray()) + "\n";
        return NotedHead.of(note.getBytes(StandardCharsets.UTF_8), SIGNER, PROVIDER);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
