/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.crypto.NistCurve;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Reads public keys from DER (RFC 5280, section 4.1; RFC 3279, section 2.3; RFC 5480; RFC 8410).
 *
 * <p>Every kind of key has exactly one form, so what was read can go into a certificate as it is.
 */
final class PublicKeyReader {
    private static final Bytes RSA = der("06092a864886f70d010101");
    private static final Bytes EC = der("06072a8648ce3d0201");
    private static final Bytes ED25519 = der("06032b6570");
    private static final Bytes X25519 = der("06032b656e");
    private static final Bytes DSA = der("06072a8648ce380401");
    private static final Bytes NULL = der("0500");

    private static final int EDWARDS_KEY_LENGTH = 32;
    private static final int UNCOMPRESSED = 4;
    private static final int LARGEST_EXPONENT_BITS = 63;
    private static final int LARGEST_PKCS1_EXPONENT_BITS = 31;

    private PublicKeyReader() {}

    private static Bytes der(String hex) {
        return Bytes.of(HexFormat.of().parseHex(hex));
    }

    /** Reads the SubjectPublicKeyInfo that stands next in the input. */
    static ClaimedKey next(DerInput input) {
        var info = input.element(DerInput.SEQUENCE);
        var parts = DerInput.of(info).inside(DerInput.SEQUENCE);
        var algorithm = parts.inside(DerInput.SEQUENCE);
        var kind = algorithm.element(DerInput.OBJECT_IDENTIFIER);
        var parameters = algorithm.rest();
        var key = parts.bits();
        parts.end();
        if (kind.equals(EC)) {
            return new ClaimedKey.Ec(info, pointOf(parameters, key.rest().array()));
        } else if (kind.equals(RSA)) {
            require(parameters.equals(NULL), "the NULL of an RSA key is missing");
            return rsa(info, key);
        } else if (kind.equals(ED25519)) {
            requireEdwardsForm(parameters, key);
            return new ClaimedKey.Ed25519(info);
        } else if (kind.equals(X25519)) {
            requireEdwardsForm(parameters, key);
            return new ClaimedKey.Unwanted("X25519");
        } else if (kind.equals(DSA)) {
            return dsa(parameters, key);
        }
        return new ClaimedKey.Unknown();
    }

    /** Reads an RSAPublicKey that stands alone, and gives it the form that certificates want. */
    static ClaimedKey.Rsa pkcs1(Bytes der) {
        var key = rsa(der, DerInput.of(der));
        require(key.exponent().bitLength() <= LARGEST_PKCS1_EXPONENT_BITS, "the exponent is absurd");
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        try {
            var info = new SubjectPublicKeyInfo(algorithm, der.array()).getEncoded(ASN1Encoding.DER);
            return new ClaimedKey.Rsa(Bytes.of(info), key.modulus(), key.exponent());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    private static ClaimedKey.Rsa rsa(Bytes info, DerInput key) {
        var numbers = key.inside(DerInput.SEQUENCE);
        key.end();
        var modulus = numbers.positiveInteger();
        var exponent = numbers.positiveInteger();
        numbers.end();
        require(exponent.bitLength() <= LARGEST_EXPONENT_BITS, "the exponent is absurd");
        return new ClaimedKey.Rsa(info, modulus, exponent);
    }

    private static NistCurve pointOf(Bytes parameters, byte[] point) {
        var curve = Arrays.stream(NistCurve.values())
                .filter(known -> Arrays.equals(known.identifier(), parameters.array()))
                .findFirst()
                .orElseThrow(() -> new NotDerException("the curve has no name or an unknown one"));
        var length = curve.coordinateLength();
        require(point.length == 1 + 2 * length && point[0] == UNCOMPRESSED, "the point is not uncompressed");
        var x = new BigInteger(1, point, 1, length);
        var y = new BigInteger(1, point, 1 + length, length);
        require(curve.contains(x, y), "the point is not on the curve");
        return curve;
    }

    private static void requireEdwardsForm(Bytes parameters, DerInput key) {
        require(parameters.isEmpty(), "the algorithm has parameters");
        require(key.rest().length() == EDWARDS_KEY_LENGTH, "the key has another length");
    }

    private static ClaimedKey dsa(Bytes parameters, DerInput key) {
        key.positiveInteger();
        key.end();
        var outer = DerInput.of(parameters);
        var group = outer.inside(DerInput.SEQUENCE);
        outer.end();
        group.positiveInteger();
        group.positiveInteger();
        group.positiveInteger();
        group.end();
        return new ClaimedKey.Unwanted("DSA");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new NotDerException(otherwise);
        }
    }
}
