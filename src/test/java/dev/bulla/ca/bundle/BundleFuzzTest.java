/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a bundle, beginning with good ones of every kind. */
class BundleFuzzTest {
    private static final SmallSigstore SIGSTORE = new SmallSigstore();

    static Stream<Named<byte[]>> seeds() {
        var signed = SIGSTORE.signed();
        var attested = SIGSTORE.attested("{}");
        var envelope = (SignedContent.Envelope) attested.content();
        return Stream.of(
                seed("a signature", signed),
                seed("a statement", attested),
                seed(
                        "an entry",
                        SmallSigstore.with(signed, SIGSTORE.rekor.hashedRekordV002(signed, SmallSigstore.CONTENT))),
                seed(
                        "a promise",
                        SmallSigstore.with(
                                signed,
                                SIGSTORE.rekor.hashedRekordV001(signed, SmallSigstore.CONTENT, SmallSigstore.NOW))),
                seed(
                        "an envelope",
                        SmallSigstore.with(attested, SIGSTORE.rekor.dsseV002(attested, envelope.payload()))));
    }

    private static Named<byte[]> seed(String name, Bundle bundle) {
        return Seed.of(name, BundleWriter.text(bundle));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isBelievedOrNotAndBreaksNothing(byte[] input) throws IOException {
        try {
            var bundle = BundleReader.read(input);
            ExpectedContent content = bundle.content() instanceof SignedContent.Message
                    ? new ExpectedContent.Blob()
                    : new ExpectedContent.About(Optional.empty());
            new BundleVerifier(SIGSTORE.root(), Thresholds.USUAL, Crypto.fastest(), SIGSTORE.clock)
                    .verify(bundle, SmallSigstore.ARTIFACT, ExpectedSigner.ANYBODY, content);
            requireSameAgain(bundle);
        } catch (UntrustedBundleException _) {
            // As nearly all of them should be.
        }
    }

    /** What is written is what was read. */
    private static void requireSameAgain(Bundle bundle) throws UntrustedBundleException {
        if (!BundleReader.read(Bytes.utf8(BundleWriter.text(bundle)).array()).equals(bundle)) {
            throw new AssertionError("a bundle that is written is another one");
        }
    }
}
