/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.NotedHead;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A log of signatures that is believed, and its key. */
final class EntryLog implements NotedHead.Signer {
    private static final int SHORTEST_ID = Integer.BYTES;
    private static final Map<String, String> KEYS =
            Map.of("1.2.840.10045.2.1", "EC", "1.2.840.113549.1.1.1", "RSA", "1.3.101.112", "Ed25519");

    private final LogInstance log;
    private final PublicKey key;
    private final SigningAlgorithm algorithm;
    private final Crypto crypto;

    private EntryLog(LogInstance log, PublicKey key, SigningAlgorithm algorithm, Crypto crypto) {
        this.log = log;
        this.key = key;
        this.algorithm = algorithm;
        this.crypto = crypto;
    }

    /** The log, unless its key is of a kind with which nothing can be verified here. */
    static Optional<EntryLog> of(LogInstance log, Crypto crypto) {
        try {
            var info = SubjectPublicKeyInfo.getInstance(log.keyInfo().array());
            var name = KEYS.get(info.getAlgorithm().getAlgorithm().getId());
            if (name == null || log.logId().length() < SHORTEST_ID) {
                return Optional.empty();
            }
            var spec = new X509EncodedKeySpec(log.keyInfo().array());
            var key = KeyFactory.getInstance(name).generatePublic(spec);
            return SigningAlgorithm.of(key).map(algorithm -> new EntryLog(log, key, algorithm, crypto));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    LogInstance instance() {
        return log;
    }

    @Override
    public int keyId() {
        return ByteBuffer.wrap(log.logId().array()).getInt();
    }

    /** A log is called as its host, by some with the port. */
    @Override
    public boolean isCalled(String name) {
        try {
            var url = URI.create(log.baseUrl());
            return Stream.of(url.getHost(), url.getRawAuthority()).anyMatch(name::equals);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean signed(byte[] text, byte[] signature) {
        return algorithm.verifies(key, Bytes.of(text), Bytes.of(signature), crypto);
    }

    /** Whether the log promised this entry: it signs four members in canonical form (RFC 8785). */
    boolean promised(SignatureEntry entry, Bytes promise) {
        var text = "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
                .formatted(
                        Base64.getEncoder().encodeToString(entry.body().array()),
                        entry.integratedTime(),
                        entry.logId().hex(),
                        entry.index());
        return signed(text.getBytes(StandardCharsets.UTF_8), promise.array());
    }
}
