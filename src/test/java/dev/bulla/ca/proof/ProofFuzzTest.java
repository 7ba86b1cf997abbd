/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Throws damaged keys, proofs and requests at the check, always the same ones. Nothing but refusals may come back. */
@ParameterizedClass
@EnumSource
class ProofFuzzTest {
    private static final int ROUNDS = 2_000;
    private static final List<TestKey> KEYS = List.of(
            TestKeys.p256(),
            TestKeys.p521(),
            TestKeys.ed25519(),
            TestKeys.rsa(2048),
            TestKeys.unusual("X25519"),
            TestKeys.unusual("DSA"));

    private final IdentityHashMap<TestKey, byte[]> proofs = new IdentityHashMap<>();
    private final Random random = new Random(42);
    private final ProofOfPossession possession;

    ProofFuzzTest(TestCrypto provider) {
        this.possession = new ProofOfPossession(provider.crypto(), true);
    }

    @Test
    void answersDamagedKeysAndProofsWithARefusalAlone() {
        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var key = KEYS.get(random.nextInt(KEYS.size() - 2));
            var other = KEYS.get(random.nextInt(KEYS.size()));
            var shown = random.nextInt(4) == 0 ? other : key;
            var text = random.nextBoolean()
                    ? Bytes.utf8(TestKey.pem("PUBLIC KEY", damaged(shown.info().array())))
                    : Bytes.of(damaged(Bytes.utf8(shown.pem()).array()));
            refused += refuses(new KeyClaim.SignedChallenge(text, Bytes.of(damaged(proof(key)))));
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    private byte[] proof(TestKey key) {
        return proofs.computeIfAbsent(key, k -> k.proof(Grants.ADDRESS).array());
    }

    @Test
    void answersDamagedRequestsWithARefusalAlone() {
        var algorithms = List.of("SHA256withRSA", "SHA1withRSA", "SHA256withRSAandMGF1", "SHA512withRSAandMGF1");
        var requests = new ArrayList<byte[]>();
        algorithms.forEach(algorithm -> requests.add(TestKeys.rsa(2048).csrDer(algorithm)));
        requests.add(TestKeys.p256().csrDer("SHA256withECDSA"));
        requests.add(TestKeys.ed25519().csrDer("Ed25519"));
        requests.add(TestKeys.unusual("Ed448").csrDer("Ed448"));

        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var der = damaged(requests.get(random.nextInt(requests.size())));
            refused += refuses(new KeyClaim.Csr(Bytes.utf8(TestKey.pem("CERTIFICATE REQUEST", der))));
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    @Test
    void answersNoiseWithARefusalAlone() {
        for (var round = 0; round < ROUNDS; round++) {
            var noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(refuses(new KeyClaim.SignedChallenge(Bytes.of(noise), Bytes.of(noise))))
                    .isOne();
            assertThat(refuses(new KeyClaim.Csr(Bytes.utf8(TestKey.pem("CERTIFICATE REQUEST", noise)))))
                    .isOne();
        }
    }

    /** One if it was refused, zero if it passed; anything else escapes and fails the test. */
    private int refuses(KeyClaim claim) {
        try {
            possession.prove(Grants.permitting(EnumSet.allOf(SigningAlgorithm.class)), claim);
            return 0;
        } catch (RefusedException e) {
            return 1;
        }
    }

    /** The bytes with a bit, a byte or an end changed, or as they were. */
    private byte[] damaged(byte[] bytes) {
        var copy = bytes.clone();
        var at = random.nextInt(copy.length);
        switch (random.nextInt(6)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = (byte) random.nextInt(256);
            case 2 -> copy = Arrays.copyOf(copy, at);
            case 3 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(3));
            default -> {
                return copy;
            }
        }
        return copy;
    }
}
