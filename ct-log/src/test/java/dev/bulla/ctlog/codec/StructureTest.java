/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each structure refuses. */
class StructureTest {
    private static final String CERTIFICATE_ENTRY = "0000018bcfe568000000000003aabbcc0000";

    @ParameterizedTest
    @CsvSource({
        "0100" + CERTIFICATE_ENTRY + ", not a timestamped entry of version 1",
        "0001" + CERTIFICATE_ENTRY + ", not a timestamped entry of version 1",
        "0000" + CERTIFICATE_ENTRY + "00, 1 bytes too many at byte 20",
        "00000000018bcfe568000002000003aabbcc0000, entry of unknown type 2",
        "00000000018bcfe5680000000000000000, a certificate of no bytes",
        "00000000018bcfe568000000000003aabbcc0001, 1 bytes wanted at byte 20 of 20",
    })
    void aLeafMustBeWhole(String hex, String complaint) {
        assertThatThrownBy(() -> MerkleTreeLeaf.parse(bytes(hex)))
                .isInstanceOf(MalformedException.class)
                .hasMessage(complaint);
    }

    @Test
    void aChainOfFingerprintsIsMadeOfWholeHashes() {
        assertThatThrownBy(() -> DataTile.parse(bytes(CERTIFICATE_ENTRY + "0021" + "00".repeat(33))))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aTileHoldsOneEntryAtLeast() {
        assertThatThrownBy(() -> DataTile.parse(Bytes.EMPTY)).isInstanceOf(MalformedException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new DataTile(List.of()));
    }

    @Test
    void aTileHoldsNoMoreThan256Entries() {
        var entry = CERTIFICATE_ENTRY + "0000";

        assertThat(DataTile.parse(bytes(entry.repeat(256))).leaves()).hasSize(256);
        assertThatThrownBy(() -> DataTile.parse(bytes(entry.repeat(257)))).isInstanceOf(MalformedException.class);
    }

    @Test
    void aPrecertificateGoesWithAPrecertificatesEntryOnly() {
        var certificate = new TimestampedEntry(1, new LogEntry.Certificate(bytes("aa")), Bytes.EMPTY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TileLeaf(certificate, Optional.of(bytes("bb")), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00000400000001", "000003000000", "000004000001aa00", "000004000002aabb"})
    void extraDataMustBeWhole(String hex) {
        assertThatThrownBy(() -> ExtraData.parseForCertificate(bytes(hex))).isInstanceOf(MalformedException.class);
    }

    @Test
    void extraDataOfAPrecertificateNamesThePrecertificate() {
        assertThatThrownBy(() -> ExtraData.parseForPrecertificate(bytes("000000000000")))
                .hasMessage("a certificate of no bytes");
    }

    @Test
    void theIndexIsFoundAmongUnknownExtensions() {
        assertThat(LeafIndex.in(bytes("070001ff00000500000001000900" + "00"))).hasValue(256);
        assertThat(LeafIndex.in(bytes("070001ff"))).isEmpty();
        assertThat(LeafIndex.in(Bytes.EMPTY)).isEmpty();
        assertThat(LeafIndex.in(LeafIndex.extension(LeafIndex.LIMIT - 1))).hasValue(LeafIndex.LIMIT - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000400000001",
                "0000060000000000ff",
                "000005000000000100000500000000" + "01",
                "070000070000",
                "000005",
                "00",
            })
    void extensionsMustBeAListInWhichNoTypeStandsTwice(String hex) {
        assertThatThrownBy(() -> LeafIndex.in(bytes(hex))).isInstanceOf(MalformedException.class);
    }

    @Test
    void anIndexOf41BitsIsTheCallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> LeafIndex.extension(LeafIndex.LIMIT));
        assertThatIllegalArgumentException().isThrownBy(() -> LeafIndex.extension(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04", "0403", "040300", "04030002aa", "04030001aabb"})
    void aSignatureMustBeWhole(String hex) {
        assertThatThrownBy(() -> DigitallySigned.parse(bytes(hex))).isInstanceOf(MalformedException.class);
    }

    private static Bytes bytes(String hex) {
        return Bytes.view(HexFormat.of().parseHex(hex));
    }
}
