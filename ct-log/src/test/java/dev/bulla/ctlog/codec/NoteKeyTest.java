/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulla.ctlog.testing.SingleEntry;
import dev.bulla.ctlog.testing.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {
    private static final String PUBLISHED = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String TEXT = "some text\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PUBLISHED,
                "log.example/2026+58360900+ASGyevVJSKk+3l7v9bd1bvfPWxl6Vp1dcu5DXZogB9Ni",
                "witness.example/w1+42612b52+BEP8Y5jf80SWqt0AjtV+Zgjvs/lZTZhRSEx7HtcgSADp"
            })
    void aKeyIsReadAndWrittenBackTheSame(String text) {
        assertThat(NoteKey.parse(text).text()).isEqualTo(text);
    }

    @Test
    void theTextNamesTheKey() {
        var key = NoteKey.parse(PUBLISHED);

        assertThat(key.name()).isEqualTo("example.com/foo");
        assertThat(key.type()).isEqualTo(NoteKey.ED25519);
        assertThat(key.key().size()).isEqualTo(32);
        assertThat(key.id()).isEqualTo(0x530d903a);
    }

    @Test
    void aNewKeySignsANoteThatItsTextVerifies() {
        // given
        var pair = TestKeys.ED25519.make();
        var key = NoteKey.ed25519("log.example", Bytes.view(pair.getPublic().getEncoded()));

        // when
        var note = new Note(TEXT, List.of(key.signature(Signatures.ed25519(pair.getPrivate(), TEXT))));

        // then
        var read = Note.parse(Bytes.view(note.encoded()));
        var told = NoteKey.parse(key.text());
        assertThat(told.in(read))
                .singleElement()
                .satisfies(
                        signature -> assertThat(Signatures.holdsEd25519(told.key(), read.text(), signature.signature()))
                                .isTrue());
    }

    @Test
    void aSignatureIsOnlyFoundUnderNameAndId() {
        var key = NoteKey.parse(PUBLISHED);
        var signature = key.signature(Bytes.view(new byte[64]));
        var otherName = new NoteSignature("example.com/bar", key.id(), signature.signature());
        var otherId = new NoteSignature(key.name(), key.id() + 1, signature.signature());

        assertThat(key.in(new Note(TEXT, List.of(otherName, signature, otherId))))
                .containsExactly(signature);
        assertThat(key.in(new Note(TEXT, List.of(otherName, otherId)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
                "example.com/foo+530d903a+",
                "example.com/foo+530d903a+AQ=="
            })
    void aKeyMustBeWhole(String text) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> NoteKey.parse(text));
    }

    @Test
    void anotherKindOfKeyIsNotOneOfEd25519() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> NoteKey.ed25519("log.example", Bytes.view(SingleEntry.base64("log.key"))));
    }

    @Test
    void aKeyHasANameAndATypeOfOneByte() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a+b", 1, Bytes.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("", 1, Bytes.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a", 256, Bytes.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a", -1, Bytes.EMPTY));
    }
}
