/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Contents of every kind, drawn from a seed: keys, CAs, principals, times and lengths at which encodings change. */
final class RandomContent {
    private static final int[] LENGTHS = {1, 2, 20, 60, 126, 127, 128, 129, 254, 255, 256, 257};
    private static final int HUGE = 65_535;
    private static final int[] LETTERS =
            "aZ09 -._~:/?#[]@!$&'()*+,;=%äß€漢😀\u0000\n".codePoints().toArray();
    private static final Instant LAST_SECOND_OF_UTC_TIME = Instant.parse("2049-12-31T23:59:59Z");

    private static final List<IssuingChain> CHAINS = new ArrayList<>();
    private static final List<Bytes> KEYS = new ArrayList<>();

    static {
        var crypto = Crypto.fastest();
        for (var kind : KeyKind.values()) {
            var plan = new TestAuthority.Plan(kind, Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
            CHAINS.add(plan.make(crypto).chain());
            CHAINS.add(plan.keyIdentifier(new byte[0]).make(crypto).chain());
            CHAINS.add(plan.keyIdentifier(new byte[200]).make(crypto).chain());
            KEYS.add(Bytes.of(kind.generate(crypto).getPublic().getEncoded()));
        }
    }

    private final Random random;

    RandomContent(long seed) {
        this.random = new Random(seed);
    }

    CertificateContent next() {
        var key = any(KEYS);
        return new CertificateContent(
                any(CHAINS),
                Serial.random(random),
                validity(),
                key,
                random.nextBoolean() ? Optional.of(KeyIdentifier.of(key)) : Optional.empty(),
                new Principal(name(), claims()));
    }

    Tail nextTail() {
        return switch (random.nextInt(3)) {
            case 0 -> Tail.Poison.POISON;
            case 1 -> new Tail.Promise(timestamp());
            default -> Tail.Nothing.NOTHING;
        };
    }

    byte[] nextSignature() {
        return bytes(1 + random.nextInt(520));
    }

    private Validity validity() {
        var around = random.nextInt(4) == 0
                ? LAST_SECOND_OF_UTC_TIME.plusSeconds(random.nextInt(5) - 2)
                : Instant.ofEpochSecond(random.nextLong(-600_000_000L, 250_000_000_000L));
        return new Validity(around, around.plusSeconds(random.nextInt(1200)));
    }

    private SubjectName name() {
        return switch (random.nextInt(3)) {
            case 0 -> new SubjectName.Email(ascii());
            case 1 -> new SubjectName.Uri(ascii());
            default -> new SubjectName.Username(text());
        };
    }

    private EnumMap<Extension, String> claims() {
        var claims = new EnumMap<Extension, String>(Extension.class);
        Arrays.stream(Extension.values())
                .filter(claim -> random.nextBoolean())
                .forEach(claim -> claims.put(claim, text()));
        return claims;
    }

    private SignedCertificateTimestamp timestamp() {
        var signature = bytes(4 + random.nextInt(300));
        var length = signature.length - 4;
        signature[2] = (byte) (length >> 8);
        signature[3] = (byte) length;
        return SignedCertificateTimestamp.ofAnswer(
                0, bytes(32), random.nextLong(Long.MAX_VALUE), bytes(random.nextInt(20)), signature);
    }

    private String text() {
        var text = new StringBuilder();
        for (var left = length(); left > 0; left--) {
            text.appendCodePoint(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private String ascii() {
        return "a".repeat(length());
    }

    private int length() {
        return random.nextInt(200) == 0 ? HUGE + random.nextInt(2) : LENGTHS[random.nextInt(LENGTHS.length)];
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
