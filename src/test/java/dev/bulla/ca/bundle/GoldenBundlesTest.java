/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.TrustedRootReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bundles that sigstore-js made with its own stand-ins for every server ({@code @sigstore/sign} 4.1.1, {@code @sigstore/mock}
 * 0.12.1), and that its own verifier believes.
 */
class GoldenBundlesTest {
    private static final ExpectedSigner EXPECTED = new ExpectedSigner(
            List.of(new TextMatch.Exact("https://example.com/build")),
            List.of(new TextMatch.Exact("https://issuer.example.com")),
            Map.of());

    @ParameterizedTest
    @CsvSource({"message-tsa,0", "message-rekor1-tsa,1", "statement-tsa,0"})
    void areBelieved(String name, int entries) throws Exception {
        var verified = verify(name, new Thresholds(1, 1, entries, false), artifact());

        assertThat(verified.entries()).isEqualTo(entries);
        assertThat(verified.statement().isPresent()).isEqualTo(name.startsWith("statement"));
    }

    @Test
    void aPromisedTimeAloneIsBelievedIfThatIsAskedFor() throws Exception {
        assertThat(verify("message-rekor1", new Thresholds(1, 1, 1, true), artifact())
                        .moments())
                .hasSize(1);
        assertThat(catchThrowableOfType(
                                UntrustedBundleException.class,
                                () -> verify("message-rekor1", Thresholds.USUAL, artifact()))
                        .reason())
                .isEqualTo(Distrust.TIMESTAMP_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-tsa", "message-rekor1-tsa", "statement-tsa"})
    void areNotBelievedForAnotherArtifact(String name) {
        assertThat(catchThrowableOfType(
                                UntrustedBundleException.class,
                                () -> verify(name, Thresholds.USUAL, InputStream::nullInputStream))
                        .reason())
                .isEqualTo(Distrust.ARTIFACT_OTHER);
    }

    private static Verified verify(String name, Thresholds thresholds, Artifact artifact)
            throws UntrustedBundleException, IOException, MalformedDocumentException {
        var bundle = BundleReader.read(resource(name + ".sigstore.json"));
        ExpectedContent content = name.startsWith("message")
                ? new ExpectedContent.Blob()
                : new ExpectedContent.About(Optional.of("https://slsa.dev/provenance/v1"));
        return new BundleVerifier(root(), thresholds, Crypto.fastest(), InstantSource.system())
                .verify(bundle, artifact, EXPECTED, content);
    }

    private static TrustedRoot root() throws IOException, MalformedDocumentException {
        return TrustedRootReader.read(resource("trusted_root.json"));
    }

    private static Artifact artifact() throws IOException {
        var content = resource("artifact");
        return () -> new ByteArrayInputStream(content);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = GoldenBundlesTest.class.getResourceAsStream("/golden/bundle/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
