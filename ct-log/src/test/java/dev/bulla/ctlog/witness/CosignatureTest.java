/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.codec.NoteSignature;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.SingleEntry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the published log of one entry, whose cosignature was made elsewhere. */
class CosignatureTest {
    private static final String TEXT = "log.example/2026\n1\n" + SingleEntry.text("checkpoint.root") + "\n";
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_001);
    private static final NoteKey KEY = NoteKey.parse(SingleEntry.text("witness.key"));
    private static final String LINE = "— witness.example/w1 " + SingleEntry.text("witness.signature");

    @Test
    void aWitnessWithThePublishedKeySignsThePublishedLine() throws GeneralSecurityException {
        var cosigner = Cosigner.of("witness.example/w1", publishedKeys(), Providers.BOUNCY_CASTLE);

        assertThat(cosigner.key().text()).isEqualTo(SingleEntry.text("witness.key"));
        assertThat(cosigner.cosign(TEXT, TIME).line()).isEqualTo(LINE);
    }

    @Test
    void thePublishedLineIsVerified() {
        var cosignature = witness().in(TEXT, List.of(line())).orElseThrow();

        assertThat(cosignature.time()).isEqualTo(TIME);
        assertThat(cosignature.line().line()).isEqualTo(LINE);
    }

    @Test
    void aLineUnderAnotherTextOrAtAnotherTimeOrUnderAnotherNameIsNone() {
        var witness = witness();
        var later = line().signature().toArray();
        later[7]++;

        assertThat(witness.in(TEXT.replace("\n1\n", "\n2\n"), List.of(line()))).isEmpty();
        assertThat(witness.in(TEXT, List.of(KEY.signature(Bytes.view(later))))).isEmpty();
        assertThat(witness.in(TEXT, List.of(new NoteSignature("w2", KEY.id(), line().signature()))))
                .isEmpty();
        assertThat(witness.in(TEXT, List.of(KEY.signature(Bytes.view(new byte[72])))))
                .isEmpty();
        assertThat(witness.in(TEXT, List.of(KEY.signature(Bytes.view(new byte[8])))))
                .isEmpty();
    }

    @Test
    void ofSeveralLinesTheLatestCounts() throws GeneralSecurityException {
        var cosigner = Cosigner.of("witness.example/w1", publishedKeys(), Providers.BOUNCY_CASTLE);
        var lines = List.of(
                cosigner.cosign(TEXT, TIME.plusSeconds(1)),
                cosigner.cosign(TEXT, TIME.plusSeconds(3)),
                cosigner.cosign(TEXT, TIME.plusSeconds(2)));

        assertThat(witness().in(TEXT, lines).orElseThrow().time()).isEqualTo(TIME.plusSeconds(3));
    }

    @Test
    void aKeyThatSignsTextsAloneIsNoWitness() {
        var key = NoteKey.parse(SingleEntry.text("ed25519.key"));

        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> WitnessKey.of(key, Providers.BOUNCY_CASTLE))
                .withMessageContaining("01 instead of 04");
    }

    private static WitnessKey witness() {
        return WitnessKey.of(KEY, Providers.BOUNCY_CASTLE);
    }

    private static NoteSignature line() {
        var bytes = Bytes.view(Base64.getDecoder().decode(SingleEntry.text("witness.signature")));
        return new NoteSignature("witness.example/w1", KEY.id(), bytes.part(4, bytes.size()));
    }

    /** The seed is the hash of a published text: nobody's secret. */
    private static KeyPair publishedKeys() throws GeneralSecurityException {
        var seed = Hash.sha256("ct-log golden witness seed".getBytes(StandardCharsets.US_ASCII));
        var hex = HexFormat.of();
        var factory = KeyFactory.getInstance("Ed25519");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(hex.parseHex(
                        "302a300506032b6570032100" + hex.formatHex(KEY.key().toArray())))),
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(hex.parseHex("302e020100300506032b657004220420" + seed))));
    }
}
