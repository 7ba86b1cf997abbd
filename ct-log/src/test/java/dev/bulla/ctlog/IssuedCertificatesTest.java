/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.testing.Golden;
import dev.bulla.ctlog.testing.Providers;
import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates that Fulcio issued, with the promises of the log that another implementation kept for it. */
class IssuedCertificatesTest {
    private static final IssuerKeyHash ISSUER =
            IssuerKeyHash.ofIssuer(Golden.pem("fulcio/ca.pem").getFirst());

    private final List<byte[]> certificates = Golden.pem("fulcio/issued.pem");

    static Stream<Provider> providers() {
        return Providers.withEcdsa();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theirTimestampsAreTheLogs(Provider provider) {
        var log = LogKey.of(Golden.pem("tesseract/log-key.pem").getFirst(), provider);

        assertThat(certificates).hasSize(59).allSatisfy(certificate -> {
            var entry = LoggedEntry.ofFinalCertificate(certificate, ISSUER);
            assertThatCode(() -> log.verify(entry, timestamp(certificate))).doesNotThrowAnyException();
        });
    }

    @Test
    void theirTimestampsAreNotEachOthers() {
        var log = LogKey.of(Golden.pem("tesseract/log-key.pem").getFirst(), Providers.BOUNCY_CASTLE);
        var entry = LoggedEntry.ofFinalCertificate(certificates.getFirst(), ISSUER);

        assertThatThrownBy(() -> log.verify(entry, timestamp(certificates.getLast())))
                .isInstanceOf(UntrustedTimestampException.class);
    }

    @Test
    void theyStandInTheLogWhereTheirTimestampsSay() {
        var leaves = Stream.of("000", "001", "002.p/166")
                .flatMap(tile -> DataTile.parse(Golden.file("tesseract/tile/data/" + tile)).leaves().stream())
                .toList();

        assertThat(certificates).allSatisfy(certificate -> {
            var timestamp = timestamp(certificate);
            var leaf = leaves.get((int) timestamp.extensions().leafIndex().orElseThrow());
            assertThat(LoggedEntry.ofFinalCertificate(certificate, ISSUER)).isEqualTo(submitted(leaf));
            assertThat(leaf.entry().timestamp()).isEqualTo(timestamp.timestamp());
        });
    }

    @Test
    void theirListsAreWrittenBackTheSame() {
        assertThat(certificates).allSatisfy(certificate -> {
            var list = TimestampList.inCertificate(certificate).orElseThrow();
            assertThat(TimestampList.parse(list.encoded())).isEqualTo(list);
            assertThat(certificate).containsSequence(list.encoded());
        });
    }

    private static LoggedEntry submitted(TileLeaf leaf) {
        return LoggedEntry.ofPrecertificate(leaf.precertificate().orElseThrow().toArray(), ISSUER);
    }

    private static SignedCertificateTimestamp timestamp(byte[] certificate) {
        return TimestampList.inCertificate(certificate)
                .orElseThrow()
                .timestamps()
                .getFirst();
    }
}
