/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.identity.Identity.Kind;
import dev.bulla.ctlog.testing.Golden;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Certificates that Fulcio issued. The numbers were counted with Python's package {@code cryptography}. */
class IssuedIdentitiesTest {
    private static final List<TileLeaf> LEAVES = Stream.of("000", "001", "002.p/166")
            .flatMap(tile -> DataTile.parse(Golden.file("tesseract/tile/data/" + tile)).leaves().stream())
            .toList();

    @Test
    void finalCertificatesTellWhoseTheyAre() {
        assertThat(Golden.pem("fulcio/issued.pem"))
                .hasSize(59)
                .allSatisfy(certificate -> assertThat(Identities.of(Bytes.view(certificate)))
                        .containsExactly(
                                new Identity(Kind.REPOSITORY, "https://github.com/sigstore/fulcio"),
                                new Identity(
                                        Kind.WORKFLOW,
                                        "https://github.com/sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main"),
                                new Identity(Kind.ISSUER, "http://127.0.0.1:9900/github")));
    }

    @Test
    void whatTheLogKeepsOfPrecertificatesTellsAllKinds() {
        var found = LEAVES.stream().map(IssuedIdentitiesTest::ofLeaf).flatMap(Collection::stream);

        assertThat(found.collect(groupingBy(identity -> identity.kind() + " " + identity.text(), counting())))
                .contains(
                        entry("REPOSITORY https://github.com/sigstore/fulcio", 599L),
                        entry("REPOSITORY https://gitlab.com/cpanato/testing-cosign", 7L),
                        entry("REPOSITORY github.com/acme/app", 3L),
                        entry("WORKFLOW spiffe://example.com/foo/bar", 3L),
                        entry("EMAIL alice@example.com", 36L),
                        entry("USERNAME alice!127.0.0.1", 3L),
                        entry("ISSUER http://127.0.0.1:9900/github", 593L));
    }

    @Test
    void aPrecertificateSaysTheSameAsWhatTheLogKeepsOfIt() {
        assertThat(LEAVES)
                .allSatisfy(leaf -> assertThat(ofLeaf(leaf))
                        .isEqualTo(Identities.of(leaf.precertificate().orElseThrow())));
    }

    private static List<Identity> ofLeaf(TileLeaf leaf) {
        return switch (leaf.entry().entry()) {
            case LogEntry.Certificate certificate -> Identities.of(certificate.der());
            case LogEntry.Precertificate precertificate -> Identities.of(precertificate.tbs());
        };
    }
}
