/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The hashes that may be stamped. A timestamp is as good as its hash for as long as anybody believes it, so SHA-1 is none. */
enum ImprintHash {
    SHA256("sha256", NISTObjectIdentifiers.id_sha256, 32),
    SHA384("sha384", NISTObjectIdentifiers.id_sha384, 48),
    SHA512("sha512", NISTObjectIdentifiers.id_sha512, 64);

    private static final String CHOICE = "use SHA-256, SHA-384 or SHA-512";

    private final String word;
    private final ASN1ObjectIdentifier identifier;
    private final int length;

    ImprintHash(String word, ASN1ObjectIdentifier identifier, int length) {
        this.word = word;
        this.identifier = identifier;
        this.length = length;
    }

    /** By its name in JSON, in small letters or large. */
    static ImprintHash named(String word) {
        return Arrays.stream(values())
                .filter(hash -> hash.word.equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> RefusedQueryException.unsupported("hashAlgorithm is none that is taken: " + CHOICE));
    }

    static ImprintHash of(ASN1ObjectIdentifier identifier) {
        return Arrays.stream(values())
                .filter(hash -> hash.identifier.equals(identifier))
                .findFirst()
                .orElseThrow(() -> RefusedQueryException.unsupported(
                        "the hash algorithm " + identifier + " is not taken: " + CHOICE));
    }

    /** What a query in JSON stands for. */
    MessageImprint imprint(byte[] digest) {
        requireLength(digest.length);
        return new MessageImprint(new AlgorithmIdentifier(identifier), digest);
    }

    void requireLength(int found) {
        if (found != length) {
            throw RefusedQueryException.malformed(
                    "the digest has %d bytes and %s has %d: send the digest itself".formatted(found, word, length));
        }
    }
}
