/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ctlog.TreeWitness;
import dev.bulla.ctlog.WitnessPolicy;
import dev.bulla.ctlog.WitnessSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a request to a witness of a log that has one entry. */
class WitnessRequestFuzzTest {
    /** The published log of one entry, whose key is nobody's secret and here unknown. */
    private static final String LOG = "log.example/2026+58360900+ASGyevVJSKk+3l7v9bd1bvfPWxl6Vp1dcu5DXZogB9Ni";

    private static final String CHECKPOINT = """
            log.example/2026
            1
            nyWsbl2oDyeDZFVHtsnFAeWcJywsys2XwwzGzwKk/7w=

            — log.example/2026 WDYJAB793rj9ibmiK0173CE1lB5L5VlAkQqEDm4JOiKvYCPidS7gYpjheuLufjN8tGxBIdO1On5UHKXanx28CjOPXwo=
            """;

    @TempDir
    private static Path folder;

    private static TreeWitness witness;

    @BeforeAll
    static void open() throws Exception {
        var crypto = Crypto.fastest();
        var keys = KeyPairGenerator.getInstance("Ed25519", crypto.complete()).generateKeyPair();
        witness = TreeWitness.open(
                folder,
                WitnessPolicy.parse(
                        ("log " + LOG + "\nquorum none\n").getBytes(StandardCharsets.US_ASCII), crypto.complete()),
                WitnessSigner.of("w.example", keys, crypto.complete()),
                InstantSource.system(),
                crypto.complete());
    }

    @AfterAll
    static void close() throws Exception {
        witness.close();
    }

    static Stream<Named<byte[]>> seeds() {
        return Stream.of(
                Seed.of("a first tree", "old 0\n\n" + CHECKPOINT),
                Seed.of("the same tree", "old 1\n\n" + CHECKPOINT),
                Seed.of("with a proof", "old 1\nnyWsbl2oDyeDZFVHtsnFAeWcJywsys2XwwzGzwKk/7w=\n\n" + CHECKPOINT),
                Seed.longer("another log", "old 0\n\n" + CHECKPOINT.replace("log.example", "other.example")));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryEntries({"old ", "\n\n", "— log.example/2026 ", "log.example/2026\n"})
    @FuzzTest
    void isAnsweredInTheWordsOfTheProtocolAndOnlyTheTrueTreeIsSigned(byte[] input) throws Exception {
        var answer = witness.addCheckpoint(input);

        assertThat(answer.status()).isIn(200, 400, 403, 404, 409, 422);
        assertThat(witness.sizes().getOrDefault("log.example/2026", 1L)).isEqualTo(1);
    }
}
