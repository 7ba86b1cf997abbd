/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.PublicKeyInfo;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A way in which logs sign (RFC 6962, section 2.1.4), with SHA-256 always. Signature objects are made anew for each use:
 * that is as fast as keeping them, and needs no thought about threads.
 */
enum SigningScheme {
    ECDSA(DigitallySigned.ECDSA, "EC", "301306072a8648ce3d020106082a8648ce3d030107") {
        private static final int UNCOMPRESSED = 4;
        private static final int POINT_SIZE = 65;

        @Override
        void check(PublicKey decoded, Bytes key) {
            if (key.size() != POINT_SIZE || key.at(0) != UNCOMPRESSED) {
                throw new InvalidInputException("log key: its point is not written uncompressed");
            }
            if (!(decoded instanceof ECPublicKey ec) || !isOnCurve(ec)) {
                throw new InvalidInputException("log key: its point is not on the curve");
            }
        }
    },
    RSA(DigitallySigned.RSA, "RSA", "300d06092a864886f70d0101010500") {
        private static final int LEAST_BITS = 2048;

        @Override
        void check(PublicKey decoded, Bytes key) {
            if (!(decoded instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() < LEAST_BITS) {
                throw new InvalidInputException("log key: an RSA key of less than " + LEAST_BITS + " bits");
            }
        }
    };

    private final int number;
    private final String keyName;
    private final Bytes identifier;

    SigningScheme(int number, String keyName, String identifier) {
        this.number = number;
        this.keyName = keyName;
        this.identifier = Bytes.view(HexFormat.of().parseHex(identifier));
    }

    /** Refuses a key that decodes and is nevertheless unfit. */
    abstract void check(PublicKey decoded, Bytes key);

    /** The scheme that goes with a public key. */
    static SigningScheme of(PublicKeyInfo key) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.identifier.equals(key.algorithm()))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("log key: neither ECDSA on P-256 nor RSA"));
    }

    boolean madeThis(DigitallySigned signed) {
        return signed.hash() == DigitallySigned.SHA256 && signed.algorithm() == number;
    }

    PublicKey decode(byte[] encoded, PublicKeyInfo info, Provider provider) {
        try {
            var key = KeyFactory.getInstance(keyName, provider).generatePublic(new X509EncodedKeySpec(encoded));
            check(key, info.key());
            signature(provider).initVerify(key);
            return key;
        } catch (InvalidKeySpecException | InvalidKeyException _) {
            throw new InvalidInputException("log key: it does not decode");
        } catch (NoSuchAlgorithmException e) {
            throw lacking(provider, e);
        }
    }

    DigitallySigned sign(byte[] content, PrivateKey key, Provider provider) throws GeneralSecurityException {
        var signature = signature(provider);
        signature.initSign(key);
        signature.update(content);
        return new DigitallySigned(DigitallySigned.SHA256, number, Bytes.view(signature.sign()));
    }

    boolean verifies(byte[] content, Bytes signed, PublicKey key, Provider provider) {
        try {
            var signature = signature(provider);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(signed.toArray());
        } catch (SignatureException _) {
            // Providers differ in what they answer to bytes that are no signature at all: false, or this.
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the log's key was usable before", e);
        }
    }

    private Signature signature(Provider provider) {
        try {
            return Signature.getInstance("SHA256with" + name(), provider);
        } catch (NoSuchAlgorithmException e) {
            throw lacking(provider, e);
        }
    }

    private IllegalArgumentException lacking(Provider provider, NoSuchAlgorithmException cause) {
        return new IllegalArgumentException("provider " + provider.getName() + " cannot work with " + name(), cause);
    }

    /** Not every provider looks: the JDK's takes any point. */
    private static boolean isOnCurve(ECPublicKey key) {
        var curve = key.getParams().getCurve();
        var prime = ((ECFieldFp) curve.getField()).getP();
        var x = key.getW().getAffineX();
        var y = key.getW().getAffineY();
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        var inField = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(prime) < 0 && y.compareTo(prime) < 0;
        return inField && y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }
}
