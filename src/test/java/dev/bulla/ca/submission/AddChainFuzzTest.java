/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.LogEvents;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSettings;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.NotLoggedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of submissions of any bytes, and the chains in them, up to the queue of a log. */
class AddChainFuzzTest {
    private static final Crypto CRYPTO = Crypto.fastest();
    private static final TestAuthority AUTHORITY =
            TestAuthority.of(KeyKind.P256, Instant.parse("2026-06-01T00:00:00Z"), CRYPTO);

    @TempDir
    private static Path folder;

    private static CertificateLog log;

    @BeforeAll
    static void openALogUnderOneRoot() throws Exception {
        var keys = KeyKind.P256.generate(CRYPTO);
        var key = LogKey.of(keys.getPublic().getEncoded(), CRYPTO.provider());
        var signer = LogSigner.of(keys.getPrivate(), key, CRYPTO.provider());
        var facts =
                new LogSettings.Facts("fuzz.example/log", Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), true);
        log = CertificateLog.open(
                new LogSettings("2026", folder.resolve("log"), folder.resolve("anchor"), facts, 1 << 20, "fuzz"),
                new CertificateLog.Keys(signer, List.of()),
                new CertificateLog.Surroundings(InstantSource.system(), CRYPTO.provider(), LogEvents.IGNORED));
        log.acceptRoots(List.of(AUTHORITY.chain().encoded().getLast().array()));
    }

    @AfterAll
    static void closeIt() throws Exception {
        log.close();
    }

    static Stream<Named<byte[]>> seeds() {
        var chain = AUTHORITY.chain().encoded();
        return Stream.of(
                Seed.of("a chain", body(chain)),
                Seed.of("a chain in another order", body(chain.reversed())),
                Seed.of("a chain without its root", body(chain.subList(0, 1))),
                Seed.of("other names", "{\"a\":[[{}]],\"chain\":[],\"b\":null}"),
                Seed.of("no base64", "{\"chain\":[\"AB==\",\"A\\u0041==\"]}"));
    }

    private static String body(List<Bytes> chain) {
        return chain.stream()
                .map(certificate -> Base64.getEncoder().encodeToString(certificate.array()))
                .collect(Collectors.joining("\",\"", "{\"chain\":[\"", "\"]}"));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryEntries({"\"chain\":", "[\"", "\"]}", "MII", "==", "null"})
    @FuzzTest
    void isTakenOrRefusedAndNothingElse(byte[] input) {
        for (var endpoint : SubmissionEndpoint.values()) {
            try {
                assertThat(endpoint.submit(log, SubmittedChain.read(input, input.length)))
                        .isNotNull();
            } catch (TurnedAwayException e) {
                assertThat(e.answer().status()).isEqualTo(400);
            } catch (NotLoggedException e) {
                assertThat(e.reason()).isEqualTo(NotLoggedException.Reason.REFUSED);
            }
        }
    }
}
