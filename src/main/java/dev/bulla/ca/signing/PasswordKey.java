/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.SCrypt;

/** Keys from passwords: PBKDF2 (RFC 8018) and scrypt (RFC 7914). */
final class PasswordKey {
    /** What OWASP asks of PBKDF2 with SHA-256: a quarter of a second, once at start. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_LENGTH = 16;

    /** Costs beyond these are a mistake in the file, not a wish. */
    private static final int MOST_ITERATIONS = 50_000_000;

    private static final long MOST_SCRYPT_MEMORY = 256L << 20;

    /** Java's own, which takes less than half of Bouncy Castle's time. */
    private static final Map<ASN1ObjectIdentifier, String> FUNCTIONS = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1, "PBKDF2WithHmacSHA1",
            PKCSObjectIdentifiers.id_hmacWithSHA256, "PBKDF2WithHmacSHA256");

    private PasswordKey() {}

    /** The derivation of a new file. */
    static KeyDerivationFunc fresh(SecureRandom random) {
        var salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        var prf = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        return new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ITERATIONS, prf));
    }

    static byte[] derive(KeyDerivationFunc function, String password, int length) {
        if (function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            return pbkdf2(PBKDF2Params.getInstance(function.getParameters()), password, length);
        } else if (function.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
            var secret = password.getBytes(StandardCharsets.UTF_8);
            return scrypt(ScryptParams.getInstance(function.getParameters()), secret, length);
        }
        throw PasswordEncryption.failed(
                "unsupported KDF (OID: " + function.getAlgorithm() + ")", "use PBKDF2 or scrypt");
    }

    private static byte[] pbkdf2(PBKDF2Params parameters, String password, int length) {
        var name = FUNCTIONS.get(parameters.getPrf().getAlgorithm());
        if (name == null) {
            throw PasswordEncryption.failed("unsupported hash function", "derive the key with HMAC-SHA-256");
        }
        var iterations = parameters.getIterationCount().intValueExact();
        if (iterations > MOST_ITERATIONS) {
            throw tooExpensive();
        }
        if (iterations < 1 || parameters.getSalt().length == 0) {
            throw PasswordEncryption.failed("the key derivation has no salt or no iterations", "encrypt the key anew");
        }
        var secret = new PBEKeySpec(password.toCharArray(), parameters.getSalt(), iterations, Byte.SIZE * length);
        try {
            return SecretKeyFactory.getInstance(name).generateSecret(secret).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    private static byte[] scrypt(ScryptParams parameters, byte[] secret, int length) {
        var cost = parameters.getCostParameter().longValueExact();
        var block = parameters.getBlockSize().intValueExact();
        var parallel = parameters.getParallelizationParameter().intValueExact();
        if (cost > MOST_SCRYPT_MEMORY || block > 64 || parallel > 64 || 128 * cost * block > MOST_SCRYPT_MEMORY) {
            throw tooExpensive();
        }
        return SCrypt.generate(secret, parameters.getSalt(), (int) cost, block, parallel, length);
    }

    private static UnusableKeyException tooExpensive() {
        return PasswordEncryption.failed("the key derivation is too expensive", "encrypt the key anew");
    }
}
