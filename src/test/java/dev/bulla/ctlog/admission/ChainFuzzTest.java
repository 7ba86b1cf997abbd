/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.testing.TestSubmissions;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TlsReader;
import dev.bulla.ctlog.codec.TlsWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains of any certificates, each behind its length, at the gate of a log. */
class ChainFuzzTest {
    private static final Crypto CRYPTO = Crypto.fastest();
    private static final TestSubmissions SUBMISSIONS = TestSubmissions.of(CRYPTO);
    private static final Admission ADMISSION = admission();

    private static Admission admission() {
        var accepted = new AcceptedChains(CRYPTO.provider());
        accepted.acceptRoots(List.of(Bytes.view(SUBMISSIONS.chain(0).getLast())));
        return new Admission(
                AdmissionRules.codeSigning(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")), accepted);
    }

    static Stream<Named<byte[]>> seeds() {
        var chain = SUBMISSIONS.chain(0);
        return Stream.of(
                Seed.of("a chain", written(chain)),
                Seed.of("without its root", written(chain.subList(0, 2))),
                Seed.of("without its leaf", written(chain.subList(1, 3))),
                Seed.of("in another order", written(chain.reversed())));
    }

    private static byte[] written(List<byte[]> chain) {
        var out = new TlsWriter(
                chain.stream().mapToInt(certificate -> 3 + certificate.length).sum());
        chain.forEach(certificate -> out.vector24(Bytes.view(certificate)));
        return out.toArray();
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isAdmittedUnderTheRootOrRefused(byte[] input) {
        try {
            var admitted = ADMISSION.admit(certificates(Bytes.view(input)));
            assertThat(admitted.chain().certificates().getLast())
                    .isEqualTo(Bytes.view(SUBMISSIONS.chain(0).getLast()));
        } catch (RefusedSubmissionException e) {
            assertThat(e.reason().word()).isNotBlank();
        }
    }

    /** What has no length that fits is one certificate. */
    private static List<Bytes> certificates(Bytes input) {
        try {
            var in = new TlsReader(input);
            var certificates = new ArrayList<Bytes>();
            while (!in.atEnd()) {
                certificates.add(in.vector24());
            }
            return certificates;
        } catch (MalformedException _) {
            return List.of(input);
        }
    }
}
