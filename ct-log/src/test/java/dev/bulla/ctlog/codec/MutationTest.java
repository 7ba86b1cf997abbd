/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.Golden;
import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.testing.SingleEntry;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parser, fed with what is almost right. */
class MutationTest {
    private static final int ROUNDS = 20_000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsers")
    void damagedBytesAreReadOrRefusedAndNothingElse(String name, Bytes sound, Consumer<Bytes> parser) {
        parser.accept(sound);
        var mutations = new Mutations(sound.toArray(), name.hashCode());
        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var damaged = mutations.next();
            try {
                parser.accept(Bytes.view(damaged));
            } catch (MalformedException _) {
                refused++;
            } catch (RuntimeException | Error e) {
                fail("%s of %s".formatted(name, HexFormat.of().formatHex(damaged)), e);
            }
        }
        assertThat(refused).isPositive();
    }

    static Stream<Arguments> parsers() {
        var precertificate = Bytes.view(SingleEntry.base64("precertificate"));
        var certificate = Bytes.view(SingleEntry.base64("certificate"));
        var tile = Golden.file("tesseract/tile/data/000").part(0, 2_916);
        var leaf = DataTile.parse(tile).leaves().getFirst();
        var chain = new TlsWriter(0).vector24(precertificate).u24(0).toArray();
        var checkpoint = Golden.file("tesseract/checkpoint");
        var text = Bytes.view(Signatures.utf8(Note.parse(checkpoint).text()));
        var logId = Hash.sha256(Golden.pem("tesseract/log-key.pem").getFirst());
        var noteKey = Bytes.view(Signatures.utf8(SingleEntry.text("ed25519.key")));
        return Stream.of(
                parser("note", checkpoint, Note::parse),
                parser("tree head", checkpoint, it -> SignedTreeHead.of(Note.parse(it), "tesseract", logId)),
                parser("checkpoint", text, it -> Checkpoint.parse(latin(it))),
                parser("key for notes", noteKey, it -> NoteKey.parse(latin(it))),
                parser("entry", Bytes.view(leaf.encoded()), TileLeaf::parse),
                parser("entry's bytes", Bytes.view(leaf.encoded()), LeafBytes::merkleTreeLeaf),
                parser("leaf", Bytes.view(new MerkleTreeLeaf(leaf.entry()).encoded()), MerkleTreeLeaf::parse),
                parser("tile", tile, DataTile::parse),
                parser("extra data", Bytes.view(chain), ExtraData::parseForPrecertificate),
                parser("signature", Bytes.view(SingleEntry.base64("sct.signature")), DigitallySigned::parse),
                parser("index", LeafIndex.extension(17), LeafIndex::in),
                parser("key", Bytes.view(SingleEntry.base64("log.key")), PublicKeyInfo::parse),
                parser("facts", certificate, CertificateFacts::parse),
                parser("end", certificate, CertificateFacts::notAfter),
                parser("certificate's signature", certificate, CertificateSignature::parse),
                parser("precertificate", precertificate, PrecertificateSurgery::withoutPoison),
                parser("certificate", certificate, PrecertificateSurgery::withoutTimestampList),
                parser("list in certificate", certificate, PrecertificateSurgery::timestampList));
    }

    private static Arguments parser(String name, Bytes sound, Consumer<Bytes> parser) {
        return Arguments.of(name, sound, parser);
    }

    private static String latin(Bytes text) {
        return new String(text.toArray(), StandardCharsets.ISO_8859_1);
    }
}
