/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.Seed;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of any bytes, whole and cut off. */
class JsonRequestFuzzTest {

    static Stream<Named<byte[]>> seeds() {
        return Stream.of(
                        """
                        {"credentials": {"oidcIdentityToken": "a.b.c"}, "publicKeyRequest": {"publicKey": {"algorithm": "ECDSA",
                         "content": "-----BEGIN\\nPUBLIC KEY\\u00e9\\ud83d\\ude00"}, "proofOfPossession": "AAEC"}}""",
                        "{\"certificateSigningRequest\":\"LS0t_-==\", \"credentials\":null} trailing",
                        "{\"public_key_request\":{\"public_key\":{\"algorithm\":2},\"proof_of_possession\":\"AA\"}}",
                        "\ufeff{}",
                        "{\"unknown\":[[1,2.5e3,true,null]]}")
                .map(request -> Seed.longer(request, request));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryEntries({
        "\"credentials\":",
        "\"oidcIdentityToken\":",
        "\"oidc_identity_token\":",
        "\"publicKeyRequest\":",
        "\"public_key_request\":",
        "\"publicKey\":",
        "\"algorithm\":",
        "\"content\":",
        "\"proofOfPossession\":",
        "\"certificateSigningRequest\":",
        "\"RSA_PSS\"",
        "\"PUBLIC_KEY_ALGORITHM_UNSPECIFIED\"",
        "null",
        "{}",
        "[]",
        "\\ud83d"
    })
    @FuzzTest
    void isReadOrRefusedAsUnreadable(byte[] input) {
        for (var cut : new boolean[] {false, true}) {
            try {
                assertThat(JsonRequest.read(input, input.length, cut)).isNotNull();
            } catch (RefusedException e) {
                assertThat(e.refusal()).isEqualTo(Refusal.REQUEST_UNREADABLE);
            }
        }
    }
}
