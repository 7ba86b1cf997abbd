/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.bundle.SignatureEntry.Inclusion;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.x509.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A log of signatures with a few entries, in both versions: what it hashes and signs is written down here once more. */
final class SmallRekor {
    private static final String NAME = "rekor.example.com";

    private final KeyKind kind;
    private final KeyPair keys;
    private final Bytes id;
    private final List<byte[]> leaves =
            new ArrayList<>(List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}, new byte[] {4}, new byte[] {5}));

    SmallRekor(KeyKind kind) {
        this.kind = kind;
        this.keys = kind.generate(Crypto.bouncyCastle());
        var info = keys.getPublic().getEncoded();
        this.id = Bytes.of(kind == KeyKind.ED25519 ? noteHash(info) : sha256(info));
    }

    /** C2SP signed-note: the name, a line end, 1 for Ed25519, the bare key. */
    private static byte[] noteHash(byte[] info) {
        return sha256(
                (NAME + "\n").getBytes(StandardCharsets.US_ASCII),
                new byte[] {1},
                java.util.Arrays.copyOfRange(info, info.length - 32, info.length));
    }

    LogInstance instance(Validity validity) {
        return new LogInstance(
                "https://" + NAME + ":8443/path",
                Bytes.of(keys.getPublic().getEncoded()),
                "",
                validity,
                id,
                Optional.empty());
    }

    /** A signature of the artifact as the second version records it. */
    SignatureEntry hashedRekordV002(Bundle bundle, Bytes signed) {
        return entry("hashedrekord", "0.0.2", """
                {"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{"data":{"algorithm":"SHA2_256",\
                "digest":"%s"},"signature":{"content":"%s","verifier":{"keyDetails":"PKIX_ECDSA_P256_SHA_256",\
                "x509Certificate":{"rawBytes":"%s"}}}}}}""".formatted(
                        base64(sha256(signed.array())),
                        base64(bundle.content().signature().array()),
                        base64(bundle.encodedCertificate().array())));
    }

    SignatureEntry dsseV002(Bundle bundle, Bytes payload) {
        return entry("dsse", "0.0.2", """
                {"apiVersion":"0.0.2","kind":"dsse","spec":{"dsseV002":{"payloadHash":{"algorithm":"SHA2_256",\
                "digest":"%s"},"signatures":[{"content":"%s","verifier":{"keyDetails":"PKIX_ECDSA_P256_SHA_256",\
                "x509Certificate":{"rawBytes":"%s"}}}]}}}""".formatted(
                        base64(sha256(payload.array())),
                        base64(bundle.content().signature().array()),
                        base64(bundle.encodedCertificate().array())));
    }

    /** A signature of the artifact as the first version records it, with a promise. */
    SignatureEntry hashedRekordV001(Bundle bundle, Bytes signed, Instant at) {
        var pem = TestKey.pem("CERTIFICATE", bundle.encodedCertificate().array());
        var entry = entry("hashedrekord", "0.0.1", """
                {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"%s"}},\
                "signature":{"content":"%s","publicKey":{"content":"%s"}}}}""".formatted(
                        Bytes.of(sha256(signed.array())).hex(),
                        base64(bundle.content().signature().array()),
                        base64(pem.getBytes(StandardCharsets.US_ASCII))));
        var seconds = at.getEpochSecond();
        var promised = "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
                .formatted(base64(entry.body().array()), seconds, id.hex(), entry.index());
        return new SignatureEntry(
                entry.index(),
                id,
                entry.kind(),
                entry.version(),
                seconds,
                Optional.of(Bytes.of(sign(promised.getBytes(StandardCharsets.UTF_8)))),
                entry.inclusion(),
                entry.body());
    }

    private SignatureEntry entry(String kind, String version, String body) {
        var leaf = body.getBytes(StandardCharsets.UTF_8);
        leaves.add(leaf);
        var index = leaves.size() - 1;
        leaves.add(new byte[] {9});
        var root = root(leaves);
        var origin = version.equals("0.0.1") ? NAME + " - 1234567" : NAME;
        var text = origin + "\n" + leaves.size() + "\n" + base64(root) + "\n";
        var line = ByteBuffer.allocate(200)
                .put(id.array(), 0, 4)
                .put(sign(text.getBytes(StandardCharsets.UTF_8)))
                .flip();
        var signed = new byte[line.remaining()];
        line.get(signed);
        var note = text + "\n\u2014 somebody.example.com AAAAAAAA\n\u2014 " + NAME + " " + base64(signed) + "\n";
        var path = path(index, leaves).stream().map(Bytes::of).toList();
        var inclusion = new Inclusion(index, leaves.size(), Bytes.of(root), path, note);
        return new SignatureEntry(
                index, id, kind, version, 0, Optional.empty(), Optional.of(inclusion), Bytes.of(leaf));
    }

    private byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(
                    kind.signature(), Crypto.bouncyCastle().complete());
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key just made signs", e);
        }
    }

    /** RFC 6962, section 2.1. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return sha256(new byte[] {0}, leaves.getFirst());
        }
        var half = Integer.highestOneBit(leaves.size() - 1);
        return sha256(new byte[] {1}, root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    /** RFC 6962, section 2.1.1. */
    private static List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        var half = Integer.highestOneBit(leaves.size() - 1);
        var left = leaves.subList(0, half);
        var right = leaves.subList(half, leaves.size());
        var path = new ArrayList<>(index < half ? path(index, left) : path(index - half, right));
        path.add(root(index < half ? right : left));
        return path;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
