/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.authority;

import dev.bulla.ctlog.codec.Bytes;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A way in which an authority signs, known by the whole of its identifier: whoever writes the parameters in another form is
 * refused. SHA-1 is not here.
 */
public enum SignatureScheme {
    ECDSA_SHA256("SHA256withECDSA", "300a06082a8648ce3d040302"),
    ECDSA_SHA384("SHA384withECDSA", "300a06082a8648ce3d040303"),
    ECDSA_SHA512("SHA512withECDSA", "300a06082a8648ce3d040304"),
    RSA_SHA256("SHA256withRSA", "300d06092a864886f70d01010b0500"),
    RSA_SHA384("SHA384withRSA", "300d06092a864886f70d01010c0500"),
    RSA_SHA512("SHA512withRSA", "300d06092a864886f70d01010d0500"),
    PSS_SHA256("SHA-256", MGF1ParameterSpec.SHA256, 32, "01"),
    PSS_SHA384("SHA-384", MGF1ParameterSpec.SHA384, 48, "02"),
    PSS_SHA512("SHA-512", MGF1ParameterSpec.SHA512, 64, "03"),
    ED25519("Ed25519", "300506032b6570");

    private final String name;
    private final Optional<PSSParameterSpec> parameters;
    private final Bytes identifier;

    SignatureScheme(String name, String identifier) {
        this.name = name;
        this.parameters = Optional.empty();
        this.identifier = Bytes.view(HexFormat.of().parseHex(identifier));
    }

    /** RSASSA-PSS with one hash function for everything and a salt of its length (RFC 4055, section 3.1). */
    SignatureScheme(String hash, MGF1ParameterSpec mask, int salt, String hashNumber) {
        var hashIdentifier = "300d06096086480165030402" + hashNumber + "0500";
        this.name = "RSASSA-PSS";
        this.parameters =
                Optional.of(new PSSParameterSpec(hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC));
        this.identifier = Bytes.view(HexFormat.of()
                .parseHex("304106092a864886f70d01010a3034a00f" + hashIdentifier + "a11c301a06092a864886f70d010108"
                        + hashIdentifier + "a2030201" + HexFormat.of().toHexDigits((byte) salt)));
    }

    /** The scheme with this identifier, an element with its parameters. */
    public static Optional<SignatureScheme> of(Bytes identifier) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.identifier.equals(identifier))
                .findFirst();
    }

    Signature verifier(Provider provider) throws GeneralSecurityException {
        var signature = Signature.getInstance(name, provider);
        if (parameters.isPresent()) {
            signature.setParameter(parameters.get());
        }
        return signature;
    }
}
