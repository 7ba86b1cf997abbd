/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small leaves whose encodings and hashes were worked out by hand and with Python's hashlib. */
class LeafEncodingTest {
    private static final String ISSUER_KEY_HASH = "57f61b28fa8fe2f42c74314bff14c568ca649c07488e1b010885a6bbe95f5ad1";
    private static final String FINGERPRINT_A = "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd";
    private static final String FINGERPRINT_B = "df7e70e5021544f4834bbee64a9e3789febc4be81470df629cad6ddb03320a5c";

    private static final String CERTIFICATE_ENTRY = "0000018bcfe568000000000003aabbcc00080000050102030405";
    private static final String PRECERTIFICATE_ENTRY =
            "0000018bcfe568000001" + ISSUER_KEY_HASH + "0000041122334400080000050102030405";
    private static final String CHAIN = "0040" + FINGERPRINT_A + FINGERPRINT_B;

    private static final Bytes PRECERTIFICATE = bytes("5566778899");
    private static final List<Hash> FINGERPRINTS = List.of(hash("A"), hash("B"));

    private final TimestampedEntry certificate = entry(new LogEntry.Certificate(bytes("aabbcc")));
    private final TimestampedEntry precertificate =
            entry(new LogEntry.Precertificate(hash("issuer spki"), bytes("11223344")));

    @Test
    void theLeafOfACertificate() {
        var leaf = new MerkleTreeLeaf(certificate).encoded();

        assertThat(hex(leaf)).isEqualTo("0000" + CERTIFICATE_ENTRY);
        assertThat(leafHash(leaf)).isEqualTo("207ea6aa144931d61f67cec658a428e0d8f4d52ecef20a318d22e48387ec226b");
        assertThat(MerkleTreeLeaf.parse(Bytes.view(leaf))).isEqualTo(new MerkleTreeLeaf(certificate));
    }

    @Test
    void theLeafOfAPrecertificate() {
        var leaf = new MerkleTreeLeaf(precertificate).encoded();

        assertThat(hex(leaf)).isEqualTo("0000" + PRECERTIFICATE_ENTRY);
        assertThat(leafHash(leaf)).isEqualTo("1ecc2cd46d5a92a52183e7a66be30859120f49763f30c5aed6f0ae3730fcf73c");
        assertThat(MerkleTreeLeaf.parse(Bytes.view(leaf))).isEqualTo(new MerkleTreeLeaf(precertificate));
    }

    @Test
    void theTileLeafOfACertificate() {
        var leaf = new TileLeaf(certificate, Optional.empty(), FINGERPRINTS);

        assertThat(hex(leaf.encoded())).isEqualTo(CERTIFICATE_ENTRY + CHAIN);
        assertThat(DataTile.parse(Bytes.view(leaf.encoded())).leaves()).containsExactly(leaf);
    }

    @Test
    void theTileLeafOfAPrecertificate() {
        var leaf = new TileLeaf(precertificate, Optional.of(PRECERTIFICATE), FINGERPRINTS);

        assertThat(hex(leaf.encoded())).isEqualTo(PRECERTIFICATE_ENTRY + "0000055566778899" + CHAIN);
        assertThat(DataTile.parse(Bytes.view(leaf.encoded())).leaves()).containsExactly(leaf);
    }

    @Test
    void theExtraDataOfACertificate() {
        var data = new ExtraData(Optional.empty(), List.of(bytes("aa"), bytes("bbbb")));

        assertThat(hex(data.encoded())).isEqualTo("000009000001aa000002bbbb");
        assertThat(ExtraData.parseForCertificate(Bytes.view(data.encoded()))).isEqualTo(data);
    }

    @Test
    void theExtraDataOfAPrecertificate() {
        var data = new ExtraData(Optional.of(PRECERTIFICATE), List.of(bytes("aa"), bytes("bbbb")));

        assertThat(hex(data.encoded())).isEqualTo("0000055566778899000009000001aa000002bbbb");
        assertThat(ExtraData.parseForPrecertificate(Bytes.view(data.encoded()))).isEqualTo(data);
    }

    @Test
    void anEntryAloneIsWhatItsIdentityIsTheHashOf() {
        assertThat(certificate.entry().identity())
                .hasToString("b21840bc0c060b9867a5c25a2fdbd187d1a62915b28994c11eca2997830e04fa");
        assertThat(precertificate.entry().identity())
                .hasToString("03970fcc92aec3f88524c8c0d212932f265eac73539481b04a85df0a75847b87");
    }

    @Test
    void theIndexIsFiveBytesInAnExtension() {
        assertThat(hex(LeafIndex.extension(1).toArray())).isEqualTo("0000050000000001");
        assertThat(hex(LeafIndex.extension(0x0102030405L).toArray())).isEqualTo("0000050102030405");
    }

    /** RFC 6962, section 2.1. */
    static String leafHash(byte[] leaf) {
        return Hash.sha256(new TlsWriter(1 + leaf.length)
                        .u8(0)
                        .bytes(Bytes.view(leaf))
                        .toArray())
                .toString();
    }

    private static TimestampedEntry entry(LogEntry entry) {
        return new TimestampedEntry(1_700_000_000_000L, entry, LeafIndex.extension(0x0102030405L));
    }

    private static Hash hash(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Bytes bytes(String hex) {
        return Bytes.view(HexFormat.of().parseHex(hex));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
