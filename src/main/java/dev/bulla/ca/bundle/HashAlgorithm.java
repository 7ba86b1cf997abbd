/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** A hash that signatures, timestamps and statements are made over. */
public enum HashAlgorithm {
    SHA2_256("SHA-256", "sha256", "2.16.840.1.101.3.4.2.1"),
    SHA2_384("SHA-384", "sha384", "2.16.840.1.101.3.4.2.2"),
    SHA2_512("SHA-512", "sha512", "2.16.840.1.101.3.4.2.3");

    private final String jcaName;
    private final String inStatements;
    private final String oid;

    HashAlgorithm(String jcaName, String inStatements, String oid) {
        this.jcaName = jcaName;
        this.inStatements = inStatements;
        this.oid = oid;
    }

    /** The one with this name in bundles. */
    static Optional<HashAlgorithm> named(String name) {
        return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
    }

    static Optional<HashAlgorithm> identified(String oid) {
        return Arrays.stream(values()).filter(it -> it.oid.equals(oid)).findFirst();
    }

    /** What statements and older log entries call it. */
    public String inStatements() {
        return inStatements;
    }

    public MessageDigest digest() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + jcaName, e);
        }
    }

    public Digest of(Bytes content) {
        return new Digest(this, Bytes.of(digest().digest(content.array())));
    }
}
