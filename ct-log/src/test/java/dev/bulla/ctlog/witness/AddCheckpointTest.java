/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AddCheckpointTest {
    /** The example of C2SP tlog-witness. */
    private static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
            """;

    @Test
    void thePublishedExampleIsReadAndWrittenBackTheSame() {
        var request = AddCheckpoint.parse(bytes(EXAMPLE));

        assertThat(request.old()).isEqualTo(20_852_014);
        assertThat(request.proof()).hasSize(4);
        assertThat(request.checkpoint().origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(request.checkpoint().tree().size()).isEqualTo(20_852_163);
        assertThat(request.checkpoint().signatures()).hasSize(2);
        assertThat(new String(request.encoded().toArray(), StandardCharsets.UTF_8))
                .isEqualTo(EXAMPLE);
    }

    @Test
    void moreLinesOfACheckpointAreSignedWithTheOthers() {
        var request = AddCheckpoint.parse(bytes(EXAMPLE.replace("q2I=\n", "q2I=\nmore\nand more\n")));

        assertThat(request.checkpoint().text()).endsWith("q2I=\nmore\nand more\n");
        assertThat(request.checkpoint().tree().size()).isEqualTo(20_852_163);
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                "\n\n",
                "old 1\n",
                EXAMPLE.replace("old 20852014", "old 020852014"),
                EXAMPLE.replace("old 20852014", "old -1"),
                EXAMPLE.replace("old 20852014", "old 9223372036854775808"),
                EXAMPLE.replace("old 20852014", "old  1"),
                EXAMPLE.replace("old 20852014", "new 1"),
                EXAMPLE.replace("old 20852014\n", ""),
                EXAMPLE.replace("old 20852014\n", "old 20852014\r\n"),
                EXAMPLE.replace("PlRN", "PlR"),
                EXAMPLE.replace("kaw=\n", "kax=\n"),
                EXAMPLE.replace(
                        "old 20852014\n", "old 1\n" + "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n".repeat(60)),
                EXAMPLE.replace("20852163", "-1"),
                EXAMPLE.replace("q2I=", "q2I"),
                EXAMPLE.replace("q2I=\n", "q2I=\n\nmore\n"),
                EXAMPLE.substring(0, EXAMPLE.length() - 1),
                EXAMPLE.substring(0, EXAMPLE.indexOf("—")),
                EXAMPLE + "x".repeat(AddCheckpoint.LARGEST));
    }

    @MethodSource("malformed")
    @ParameterizedTest
    void whatIsNoRequestIsRefused(String text) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> AddCheckpoint.parse(bytes(text)));
    }

    @Test
    void aDamagedRequestIsReadAsAnotherOneOrRefused() {
        var mutations = new Mutations(EXAMPLE.getBytes(StandardCharsets.UTF_8), 7);
        for (var i = 0; i < 20_000; i++) {
            var damaged = Bytes.view(mutations.next());
            try {
                assertThat(AddCheckpoint.parse(damaged).encoded()).isEqualTo(damaged);
            } catch (MalformedException _) {
                // Most are.
            }
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.UTF_8));
    }
}
