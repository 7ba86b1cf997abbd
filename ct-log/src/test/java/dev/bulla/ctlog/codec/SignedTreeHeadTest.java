/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.SingleEntry;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tree heads of a public log and of the published log of one entry, as checkpoints and back. */
class SignedTreeHeadTest {

    /** A head that a public log signed in May 2020. */
    private static final SignedTreeHead PUBLIC = new SignedTreeHead(
            new TreeHead(90_785_920, 1_588_741_228_371L, hash("l+XrWXWRyp4SmATORgTfz4CcYS/VlE7CeTuWI0FAk3o=")),
            DigitallySigned.parse(
                    base64(
                            "BAMASDBGAiEAnaHGuwnyyHWvrfgEn3qtl1j2heMzocku6ZAItYD75m8CIQCpotlpH5GEPEfMMzky72BCuIl14FB65t5SWZ91vgTQOg==")));

    private static final Hash PUBLIC_ID = hash("wRZK4Kdy0tQ5LcgKwQdw1PDEm96ZGkhAwfoHUWT2M2A=");
    private static final String PUBLIC_KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESYlKFDLLFmA9JScaiaNnqlU8oWDytxIYMfswHy9Esg0aiX+WnP/yj4O0ViEHtLwbmOQeSWBGkIu9YK9CLeer+g==";
    private static final String PUBLIC_LINE =
            "\u2014 example.com JDDK3wAAAXHoW0dTBAMASDBGAiEAnaHGuwnyyHWvrfgEn3qtl1j2heMzocku6ZAItYD75m8CIQCpotlpH5GEPEfMMzky72BCuIl14FB65t5SWZ91vgTQOg==";

    private static final String ORIGIN = SingleEntry.text("origin");
    private static final Hash LOG_ID = Hash.read(SingleEntry.hex("log.id"), 0);
    private static final SignedTreeHead SINGLE = new SignedTreeHead(
            new TreeHead(1, SingleEntry.TIMESTAMP, Hash.read(SingleEntry.hex("leaf.hash"), 0)),
            DigitallySigned.parse(Bytes.view(SingleEntry.base64("sth.signature"))));
    private static final String SINGLE_TEXT = ORIGIN + "\n1\n" + SingleEntry.text("checkpoint.root") + "\n";
    private static final String SINGLE_LINE = line(ORIGIN, "checkpoint.signature");
    private static final String ED25519_LINE = line(ORIGIN, "ed25519.signature");
    private static final String WITNESS_LINE = line("witness.example/w1", "witness.signature");

    @Test
    void theHeadOfAPublicLogBecomesACheckpoint() {
        assertThat(PUBLIC.head().signedBytes())
                .asHexString()
                .isEqualToIgnoringCase(
                        "000100000171e85b4753000000000569488097e5eb597591ca9e129804ce4604dfcf809c612fd5944ec2793b96234140937a");
        assertThat(Signatures.holdsP256(
                        Base64.getDecoder().decode(PUBLIC_KEY), PUBLIC.head().signedBytes(), PUBLIC.signature()))
                .isTrue();
        assertThat(NoteKey.treeHead("example.com", PUBLIC_ID).id()).isEqualTo(0x2430cadf);
        assertThat(PUBLIC.noteSignature("example.com", PUBLIC_ID).line()).isEqualTo(PUBLIC_LINE);
        assertThat(PUBLIC.checkpoint("example.com").text())
                .isEqualTo("example.com\n90785920\nl+XrWXWRyp4SmATORgTfz4CcYS/VlE7CeTuWI0FAk3o=\n");
    }

    @Test
    void theHeadOfTheSmallLogBecomesACheckpoint() {
        assertThat(SINGLE.head().signedBytes()).isEqualTo(SingleEntry.hex("sth.input"));
        assertThat(SINGLE.checkpoint(ORIGIN).text()).isEqualTo(SINGLE_TEXT);
        assertThat(NoteKey.treeHead(ORIGIN, LOG_ID).id())
                .isEqualTo(HexFormat.fromHexDigits(SingleEntry.text("checkpoint.key.id")));
        assertThat(SINGLE.noteSignature(ORIGIN, LOG_ID).line()).isEqualTo(SINGLE_LINE);
    }

    @Test
    void theCheckpointBecomesTheHeadAgain() {
        var head = read(SINGLE_TEXT, SINGLE_LINE);

        assertThat(head).isEqualTo(SINGLE);
        assertThat(Signatures.holdsP256(
                        SingleEntry.base64("log.key"), head.head().signedBytes(), head.signature()))
                .isTrue();
    }

    @Test
    void otherSignaturesDoNotMatterWhereverTheyStand() {
        var strangers = Stream.generate(() -> WITNESS_LINE).limit(16);
        var lines = Stream.concat(strangers, Stream.of(ED25519_LINE, SINGLE_LINE, WITNESS_LINE));

        assertThat(read(SINGLE_TEXT, lines.toArray(String[]::new))).isEqualTo(SINGLE);
    }

    @Test
    void theSameNoteIsSignedWithEd25519() {
        // given
        var key = NoteKey.parse(SingleEntry.text("ed25519.key"));
        var signature = Signatures.ed25519(Signatures.ed25519Of("ct-log golden ed25519 seed"), SINGLE_TEXT);

        // when
        var info = Bytes.view(Signatures.ed25519Info(key.key()));
        var line = NoteKey.ed25519(ORIGIN, info).signature(signature).line();

        // then
        assertThat(line).isEqualTo(ED25519_LINE);
        assertThat(Signatures.holdsEd25519(key.key(), SINGLE_TEXT, signature)).isTrue();
    }

    @Test
    void aWitnessSignsUnderItsOwnName() {
        var note = note(SINGLE_TEXT, SINGLE_LINE, WITNESS_LINE);
        var witness = NoteKey.parse(SingleEntry.text("witness.key"));

        assertThat(witness.in(note)).singleElement().satisfies(cosignature -> {
            var in = new TlsReader(cosignature.signature());
            var signed = "cosignature/v1\ntime %d\n".formatted(in.u64()) + note.text();
            assertThat(Signatures.holdsEd25519(witness.key(), signed, in.rest()))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource
    void aNoteThatIsNotTheLogsCheckpointIsRefused(String text, List<String> lines) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(text, lines.toArray(String[]::new)));
    }

    static Stream<Arguments> aNoteThatIsNotTheLogsCheckpointIsRefused() {
        return Stream.of(
                refused(SINGLE_TEXT, WITNESS_LINE),
                refused(SINGLE_TEXT, SINGLE_LINE, SINGLE_LINE),
                refused(SINGLE_TEXT, SINGLE_LINE.replace(ORIGIN, "log.example/2027")),
                refused(SINGLE_TEXT.replace(ORIGIN, "log.example/2027"), SINGLE_LINE),
                refused(SINGLE_TEXT.replace("\n1\n", "\n01\n"), SINGLE_LINE),
                refused(SINGLE_TEXT + "\n", SINGLE_LINE),
                refused(SINGLE_TEXT + "extension\n", SINGLE_LINE),
                refused(SINGLE_TEXT, "\u2014 " + ORIGIN + " hWPUkwAAAYvP5Wg="),
                refused(SINGLE_TEXT, "\u2014 " + ORIGIN + " hWPUkwAAAYvP5WgABAMAAQEB"));
    }

    private static Arguments refused(String text, String... lines) {
        return Arguments.of(text, List.of(lines));
    }

    private static SignedTreeHead read(String text, String... lines) {
        return SignedTreeHead.of(note(text, lines), ORIGIN, LOG_ID);
    }

    private static Note note(String text, String... lines) {
        return Note.parse(Bytes.view(Signatures.utf8(text + "\n" + String.join("\n", lines) + "\n")));
    }

    private static String line(String name, String signature) {
        return "\u2014 " + name + " " + SingleEntry.text(signature);
    }

    private static Hash hash(String base64) {
        return base64(base64).hashAt(0);
    }

    private static Bytes base64(String text) {
        return Bytes.view(Base64.getDecoder().decode(text));
    }
}
