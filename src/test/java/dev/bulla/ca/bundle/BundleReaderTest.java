/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.x509.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
    private static final SmallSigstore SIGSTORE = new SmallSigstore();
    private static final Bundle SIGNED = SIGSTORE.signed();
    private static final String TEXT = BundleWriter.text(
            SmallSigstore.with(SIGNED, SIGSTORE.rekor.hashedRekordV002(SIGNED, SmallSigstore.CONTENT)));
    private static final String V0_3 = "application/vnd.dev.sigstore.bundle.v0.3+json";

    @Test
    void readsWhatIsWritten() throws UntrustedBundleException {
        assertThat(read(BundleWriter.text(SIGNED))).isEqualTo(SIGNED);
        assertThat(BundleWriter.text(read(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void readsTheOldSpellingOfTheNewestVersion() throws UntrustedBundleException {
        assertThat(read(TEXT.replace(V0_3, "application/vnd.dev.sigstore.bundle+json;version=0.3")))
                .isEqualTo(read(TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.2"})
    void readsAChainInOlderVersionsAndTakesItsFirstCertificate(String version) throws UntrustedBundleException {
        var text = BundleWriter.text(SIGNED)
                .replace(V0_3, "application/vnd.dev.sigstore.bundle+json;version=" + version)
                .replaceFirst("\"certificate\":(\\{[^}]*})", "\"x509CertificateChain\":{\"certificates\":[$1]}");

        assertThat(read(text)).isEqualTo(SIGNED);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(TEXT + "{}", "the document is no JSON"),
                Arguments.of("[]", "the document is no JSON object"),
                Arguments.of("{}", "is no bundle of versions 0.1 to 0.3"),
                Arguments.of(TEXT.replace(V0_3, "application/vnd.dev.sigstore.bundle.v0.4+json"), "is no bundle"),
                Arguments.of(TEXT.replace("\"certificate\"", "\"x509\""), "has no certificate"),
                Arguments.of(TEXT.replace("\"certificate\"", "\"publicKey\""), "names a key and no certificate"),
                Arguments.of(TEXT.replace("\"inclusionProof\"", "\"inclusion\""), "tlogEntries[0] has no proof"),
                Arguments.of(TEXT.replace("\"checkpoint\"", "\"check\""), "inclusionProof.checkpoint is missing"),
                Arguments.of(
                        TEXT.replace("bundle.v0.3+json", "bundle+json;version=0.1")
                                .replaceFirst("\"certificate\":(\\{[^}]*})", "\"certificate\":$1"),
                        "has no promise of its log"),
                Arguments.of(TEXT.replace("\"messageSignature\"", "\"dsseEnvelope\""), "has 0 signatures"),
                Arguments.of(TEXT.replace("\"messageSignature\"", "\"other\""), "must have either"),
                Arguments.of(TEXT.replace("SHA2_256", "SHA1"), "a hash that is not known here"),
                Arguments.of(TEXT.replaceFirst("\"mediaType\"", "\"mediaType\":\"x\",\"mediaType\""), "is no JSON"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrong(String text, String problem) {
        var refused = catchThrowableOfType(UntrustedBundleException.class, () -> read(text));

        assertThat(refused.reason()).isEqualTo(Distrust.BUNDLE_UNREADABLE);
        assertThat(refused).hasMessageContaining(problem);
    }

    @Test
    void looksAtNoMoreEntriesAndTimestampsThanOtherVerifiers() {
        var one =
                TEXT.substring(TEXT.indexOf("\"tlogEntries\":[") + 15, TEXT.indexOf("],\"timestampVerificationData\""));
        var many = TEXT.replace(one, String.join(",", java.util.Collections.nCopies(33, one)));

        assertThat(catchThrowableOfType(UntrustedBundleException.class, () -> read(many)))
                .hasMessageContaining("at most 32");
    }

    private static Bundle read(String text) throws UntrustedBundleException {
        return BundleReader.read(Bytes.utf8(text).array());
    }
}
