/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import dev.bulla.ca.x509.Bytes;
import java.util.Optional;

/**
 * A transparency log: a certificate log or one of signatures.
 *
 * @param baseUrl where it is; verifiers of checkpoints take their name from it
 * @param keyInfo the SubjectPublicKeyInfo of its key
 * @param keyDetails kind of the key and of its signatures, by its name in the published schema
 * @param logId what its promises name it by
 * @param operator who runs it; clients take one log of each operator
 */
public record LogInstance(
        String baseUrl, Bytes keyInfo, String keyDetails, Validity validity, Bytes logId, Optional<String> operator) {}
