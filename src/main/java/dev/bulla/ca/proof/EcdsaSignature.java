/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/** The two ways to write an ECDSA signature: the DER of X.509, and r and s one after the other as browsers have it. */
final class EcdsaSignature {
    private static final int LONGEST_RAW = 2 * 66;

    private EcdsaSignature() {}

    /** Whether these bytes are one DER sequence of two positive integers and nothing else. */
    static boolean isDer(Bytes signature) {
        try {
            var input = DerInput.of(signature);
            var numbers = input.inside(DerInput.SEQUENCE);
            input.end();
            numbers.positiveInteger();
            numbers.positiveInteger();
            numbers.end();
            return true;
        } catch (NotDerException e) {
            return false;
        }
    }

    /** The signature in DER, whichever way it came. What is neither of the two is left as it is, and will not verify. */
    static Bytes inDer(Bytes signature) {
        var length = signature.length();
        if (isDer(signature) || length == 0 || length > LONGEST_RAW || length % 2 != 0) {
            return signature;
        }
        var raw = signature.array();
        var r = new BigInteger(1, Arrays.copyOfRange(raw, 0, length / 2));
        var s = new BigInteger(1, Arrays.copyOfRange(raw, length / 2, length));
        return Bytes.of(sequence(r, s));
    }

    private static byte[] sequence(BigInteger r, BigInteger s) {
        try {
            return new DERSequence(new ASN1Integer(r), new ASN1Integer(s)).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }
}
