/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trustroot;

import dev.bulla.ca.sigstore.ClientTrustConfig;
import dev.bulla.ca.sigstore.DocumentKind;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.sigstore.SigningConfig;
import dev.bulla.ca.sigstore.SigningConfigReader;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.TrustedRootReader;
import java.util.Optional;

/** A document of others that is to be merged into ours: whom to believe, where to sign, or both. */
public record ForeignTrust(Optional<TrustedRoot> trustedRoot, Optional<SigningConfig> signingConfig) {

    public static ForeignTrust read(byte[] document) throws MalformedDocumentException {
        return switch (DocumentKind.of(document)) {
            case TRUSTED_ROOT -> new ForeignTrust(Optional.of(TrustedRootReader.read(document)), Optional.empty());
            case SIGNING_CONFIG -> new ForeignTrust(Optional.empty(), Optional.of(SigningConfigReader.read(document)));
            case TRUST_CONFIG -> both(SigningConfigReader.readTrustConfig(document));
        };
    }

    private static ForeignTrust both(ClientTrustConfig config) {
        return new ForeignTrust(Optional.of(config.trustedRoot()), Optional.of(config.signingConfig()));
    }
}
