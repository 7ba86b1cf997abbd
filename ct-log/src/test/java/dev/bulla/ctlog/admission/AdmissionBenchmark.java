/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.security.Provider;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Prints what it costs to admit a precertificate, on one thread. */
final class AdmissionBenchmark {
    private static final int SUBMISSIONS = 2_000;
    private static final int ROUNDS = 10;

    private AdmissionBenchmark() {}

    public static void main(String[] arguments) {
        for (var provider : List.of(AmazonCorrettoCryptoProvider.INSTANCE, Providers.BOUNCY_CASTLE)) {
            for (var kind : List.of(TestKeys.P256, TestKeys.P384, TestKeys.RSA_2048)) {
                System.out.printf("%s, %s: %,d us%n", provider.getName(), kind, micros(kind, provider));
            }
        }
    }

    private static long micros(TestKeys kind, Provider provider) {
        var chain = TestChain.of(kind);
        var accepted = new AcceptedChains(provider);
        accepted.accept(chain.certificates());
        var admission = new Admission(AdmissionRules.codeSigning(Instant.EPOCH, Instant.MAX), accepted);
        var submissions = IntStream.range(0, SUBMISSIONS)
                .mapToObj(i -> chain.below(chain.precertificate("leaf " + i)))
                .toList();
        var best = Long.MAX_VALUE;
        for (var round = 0; round < ROUNDS; round++) {
            best = Math.min(best, nanos(admission, submissions));
        }
        return best / SUBMISSIONS / 1000;
    }

    private static long nanos(Admission admission, List<List<Bytes>> submissions) {
        var before = System.nanoTime();
        submissions.forEach(admission::admit);
        return System.nanoTime() - before;
    }
}
