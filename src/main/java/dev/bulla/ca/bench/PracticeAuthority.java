/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.ThrowawayKey;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.DerWriter;
import dev.bulla.ca.x509.Oid;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Signs precertificates by the thousand that differ by their serial number alone. Nothing of them is for a certificate. */
final class PracticeAuthority {
    private static final byte[] VERSION_3 = {DerWriter.INTEGER, 1, 2};
    private static final byte[] NOBODY = {DerWriter.SEQUENCE, 0};
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] CODE_SIGNING = HexFormat.of().parseHex("30130603551d25040c300a06082b06010505070303");
    private static final byte[] POISON = HexFormat.of().parseHex("3013060a2b06010401d6790204030101ff04020500");
    private static final Oid SUBJECT_NAMES = Oid.of("2.5.29.17");
    private static final int URI = 6;
    private static final int SERIAL_SIZE = 16;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final IssuingKey key;
    private final byte[] content;
    private final int numberAt;

    private PracticeAuthority(IssuingKey key, byte[] content, int numberAt) {
        this.key = key;
        this.content = content;
        this.numberAt = numberAt;
    }

    /** @param size about how many bytes an entry takes in the log's data tiles; very small ones are as small as they get */
    static PracticeAuthority make(Crypto crypto, int size) {
        var key = ThrowawayKey.make(crypto, InstantSource.system(), new SecureRandom());
        var subject = subjectKey(crypto);
        var now = Instant.now();
        var bare = content(key, subject, now, filled(0));
        // A tile holds the precertificate, and once more what is signed in it.
        var filler = Math.max(0, (size - 2 * bare.length - 2 * ECDSA_WITH_SHA256.length - 160) / 2);
        var content = content(key, subject, now, filled(filler));
        return new PracticeAuthority(key, content, serialAt(content) + SERIAL_SIZE - Long.BYTES);
    }

    /** An authority for builds, whose certificates say what these statements write. */
    static PracticeAuthority saying(Crypto crypto, Consumer<DerWriter> statements) {
        var key = ThrowawayKey.make(crypto, InstantSource.system(), new SecureRandom());
        var content = content(key, subjectKey(crypto), Instant.now(), statements);
        return new PracticeAuthority(key, content, serialAt(content) + SERIAL_SIZE - Long.BYTES);
    }

    /** The authority's own certificate, which is the root as well. */
    List<byte[]> authority() {
        return key.chain().encoded().stream().map(Bytes::array).toList();
    }

    /** The precertificate with this number. */
    byte[] precertificate(long number) {
        var toBeSigned = content.clone();
        ByteBuffer.wrap(toBeSigned).putLong(numberAt, number);
        return certificate(toBeSigned, key.sign(toBeSigned));
    }

    /** A submission to the log. */
    List<byte[]> below(byte[] precertificate) {
        return Stream.concat(Stream.of(precertificate), authority().stream()).toList();
    }

    /** Where the number stands in a whole precertificate. */
    int numberAt(byte[] precertificate) {
        return serialAt(precertificate) + SERIAL_SIZE - Long.BYTES;
    }

    private static byte[] certificate(byte[] toBeSigned, byte[] signature) {
        var out = new DerWriter(toBeSigned.length + signature.length + 64);
        var whole = out.begin(DerWriter.SEQUENCE);
        out.raw(toBeSigned);
        out.raw(ECDSA_WITH_SHA256);
        out.bitString(signature);
        out.end(whole);
        return out.toByteArray();
    }

    private static byte[] content(IssuingKey key, byte[] subjectKey, Instant now, Consumer<DerWriter> statements) {
        var out = new DerWriter(4096);
        var whole = out.begin(DerWriter.SEQUENCE);
        out.element(DerWriter.constructed(0), VERSION_3);
        out.element(DerWriter.INTEGER, serial());
        out.raw(ECDSA_WITH_SHA256);
        out.raw(key.chain().certificates().getFirst().getSubjectX500Principal().getEncoded());
        var validity = out.begin(DerWriter.SEQUENCE);
        out.time(now);
        out.time(now.plus(LIFETIME));
        out.end(validity);
        out.raw(NOBODY);
        out.raw(subjectKey);
        writeExtensions(out, statements);
        out.end(whole);
        return out.toByteArray();
    }

    private static void writeExtensions(DerWriter out, Consumer<DerWriter> statements) {
        var extensions = out.begin(DerWriter.constructed(3));
        var list = out.begin(DerWriter.SEQUENCE);
        out.raw(CODE_SIGNING);
        out.raw(POISON);
        statements.accept(out);
        out.end(list);
        out.end(extensions);
    }

    private static Consumer<DerWriter> filled(int filler) {
        return out -> madeOutTo(out, "https://bench.invalid/" + "x".repeat(filler));
    }

    /** Writes the extension that says whom a certificate is for. */
    static void madeOutTo(DerWriter out, String name) {
        var names = out.begin(DerWriter.SEQUENCE);
        out.oid(SUBJECT_NAMES);
        out.bool(true);
        var octets = out.begin(DerWriter.OCTET_STRING);
        var uri = out.begin(DerWriter.SEQUENCE);
        out.element(DerWriter.primitive(URI), name.getBytes(US_ASCII));
        out.end(uri);
        out.end(octets);
        out.end(names);
    }

    /** Positive, not short, and found again in what it stands in. */
    private static byte[] serial() {
        var serial = new byte[SERIAL_SIZE];
        System.arraycopy(HexFormat.of().parseHex("42756c6c61212121"), 0, serial, 0, SERIAL_SIZE - Long.BYTES);
        return serial;
    }

    private static int serialAt(byte[] der) {
        var start = List.of((byte) DerWriter.INTEGER, (byte) SERIAL_SIZE, (byte) 0x42, (byte) 0x75);
        for (var at = 0; at + start.size() < der.length; at++) {
            if (der[at] == start.get(0)
                    && der[at + 1] == start.get(1)
                    && der[at + 2] == start.get(2)
                    && der[at + 3] == start.get(3)) {
                return at + 2;
            }
        }
        throw new IllegalStateException("the serial number stands in every certificate");
    }

    private static byte[] subjectKey(Crypto crypto) {
        try {
            var generator = crypto.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPublic().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is everywhere", e);
        }
    }
}
