/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void threeLinesTellOfATree() {
        var checkpoint = Checkpoint.parse("log.example/2026\n0\n" + ROOT + "\n");

        assertThat(checkpoint).isEqualTo(new Checkpoint("log.example/2026", 0, TreeHasher.EMPTY));
        assertThat(checkpoint.tree()).isEqualTo(new TreeRoot(0, TreeHasher.EMPTY));
        assertThat(checkpoint.text()).isEqualTo("log.example/2026\n0\n" + ROOT + "\n");
    }

    @Test
    void aSizeMayBeAsLargeAsANumberOf63Bits() {
        var text = "log.example\n9223372036854775807\n" + ROOT + "\n";

        assertThat(Checkpoint.parse(text).size()).isEqualTo(Long.MAX_VALUE);
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log.example\n1\n",
                "log.example\n1\n" + ROOT,
                "log.example\n1\n" + ROOT + "\n\n",
                "log.example\n1\n" + ROOT + "\nextension\n",
                "\n1\n" + ROOT + "\n",
                "log example\n1\n" + ROOT + "\n",
                "log.example\n\n" + ROOT + "\n",
                "log.example\n01\n" + ROOT + "\n",
                "log.example\n00\n" + ROOT + "\n",
                "log.example\n-1\n" + ROOT + "\n",
                "log.example\n+1\n" + ROOT + "\n",
                "log.example\n1 \n" + ROOT + "\n",
                "log.example\n\u0661\n" + ROOT + "\n",
                "log.example\n9223372036854775808\n" + ROOT + "\n",
                "log.example\n10000000000000000000\n" + ROOT + "\n",
                "log.example\r\n1\r\n" + ROOT + "\r\n",
                // 31 bytes, 33 bytes, bits beyond the last byte, and no padding
                "log.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n",
                "log.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFVV\n",
                "log.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "log.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "log.example\n1\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void aCheckpointMustBeWhole(String text) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Checkpoint.parse(text));
    }

    @Test
    void aCheckpointOfOursIsOneThatOthersCanRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a\nb", 1, Hash.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("", 1, Hash.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a", -1, Hash.ZERO));
    }
}
