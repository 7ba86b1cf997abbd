/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever bytes come as a document: they are read, or found malformed, and what was read survives being written. */
class SigstoreDocumentFuzzTest {
    @FuzzTest
    void isReadOrMalformed(byte[] input) throws MalformedDocumentException {
        TrustedRoot root;
        try {
            root = TrustedRootReader.read(input);
        } catch (MalformedDocumentException e) {
            assertThat(e).hasMessageNotContaining("null");
            return;
        }
        var written = DocumentWriter.text(root).getBytes(StandardCharsets.UTF_8);
        assertThat(DocumentWriter.text(TrustedRootReader.read(written)))
                .isEqualTo(new String(written, StandardCharsets.UTF_8));
    }
}
