/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

/** What a document says that it is. */
public enum DocumentKind {
    TRUSTED_ROOT,
    SIGNING_CONFIG,
    TRUST_CONFIG;

    public static DocumentKind of(byte[] document) throws MalformedDocumentException {
        var part = JsonPart.document(document, TrustedRootReader.LARGEST);
        var type = part.text("mediaType");
        if (type.startsWith(TrustedRootReader.MEDIA_TYPES)) {
            return TRUSTED_ROOT;
        }
        return switch (type) {
            case SigningConfig.MEDIA_TYPE -> SIGNING_CONFIG;
            case ClientTrustConfig.MEDIA_TYPE -> TRUST_CONFIG;
            default ->
                throw part.wrong("is neither a trusted root nor a signing or trust configuration, by its mediaType");
        };
    }
}
