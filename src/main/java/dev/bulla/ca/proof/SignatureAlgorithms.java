/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.x509.Bytes;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Which scheme an AlgorithmIdentifier of a signature means. */
final class SignatureAlgorithms {
    private static final Bytes RSASSA_PSS = der("06092a864886f70d01010a");
    private static final Bytes ED25519 = der("06032b6570");

    /** By the object identifier in DER. Parameters mean nothing to these; some of them have a NULL and some have none. */
    private static final Map<Bytes, SignatureScheme> SCHEMES = Map.ofEntries(
            Map.entry(der("06082a8648ce3d040302"), SignatureScheme.ECDSA_SHA256),
            Map.entry(der("06082a8648ce3d040303"), SignatureScheme.ECDSA_SHA384),
            Map.entry(der("06082a8648ce3d040304"), SignatureScheme.ECDSA_SHA512),
            Map.entry(der("06072a8648ce3d0401"), SignatureScheme.ECDSA_SHA1),
            Map.entry(der("06092a864886f70d01010b"), SignatureScheme.RSA_SHA256),
            Map.entry(der("06092a864886f70d01010c"), SignatureScheme.RSA_SHA384),
            Map.entry(der("06092a864886f70d01010d"), SignatureScheme.RSA_SHA512),
            Map.entry(der("06092a864886f70d010105"), SignatureScheme.RSA_SHA1),
            Map.entry(der("06052b0e03021d"), SignatureScheme.RSA_SHA1)); // the name from before PKCS #1 had one

    private SignatureAlgorithms() {}

    /** Empty for what is not verified here: MD5, SHA-224, SHA-3, DSA, unusual PSS, and everything unknown. */
    static Optional<SignatureScheme> schemeOf(Bytes algorithmIdentifier) {
        var input = DerInput.of(algorithmIdentifier);
        var algorithm = input.inside(DerInput.SEQUENCE);
        input.end();
        var name = algorithm.element(DerInput.OBJECT_IDENTIFIER);
        var parameters = algorithm.isAtEnd() ? Bytes.of(new byte[0]) : algorithm.element();
        algorithm.end();
        if (name.equals(RSASSA_PSS)) {
            return PssParameters.schemeOf(parameters);
        } else if (name.equals(ED25519)) {
            return Optional.of(SignatureScheme.ED25519).filter(scheme -> parameters.isEmpty());
        }
        return Optional.ofNullable(SCHEMES.get(name));
    }

    private static Bytes der(String hex) {
        return Bytes.of(HexFormat.of().parseHex(hex));
    }
}
