/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bulla.ctlog.admission.RefusedSubmissionException.Reason;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.security.Provider;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Submissions that are almost right. */
class DamagedSubmissionTest {
    private static final int ROUNDS = 5_000;

    @ParameterizedTest
    @MethodSource("dev.bulla.ctlog.testing.Providers#all")
    void endInARefusalAndNothingElse(Provider provider) {
        var chain = TestChain.of(TestKeys.P256);
        var accepted = new AcceptedChains(provider);
        accepted.accept(chain.certificates());
        var admission = new Admission(AdmissionRules.codeSigning(Instant.EPOCH, Instant.MAX), accepted);
        var sound = chain.precertificate("a");
        var mutations = new Mutations(sound.toArray(), 42);
        var reasons = new EnumMap<Reason, Integer>(Reason.class);
        for (var round = 0; round < ROUNDS; round++) {
            var damaged = Bytes.view(mutations.next());
            if (!damaged.equals(sound)) {
                reasons.merge(refusal(admission, chain, damaged), 1, Integer::sum);
            }
        }
        assertThat(reasons)
                .containsKeys(Reason.MALFORMED, Reason.BAD_SIGNATURE, Reason.BAD_POISON, Reason.WRONG_PURPOSE);
    }

    private static Reason refusal(Admission admission, TestChain chain, Bytes damaged) {
        try {
            admission.admit(chain.below(damaged));
        } catch (RefusedSubmissionException e) {
            return e.reason();
        } catch (RuntimeException | Error e) {
            fail(HexFormat.of().formatHex(damaged.toArray()), e);
        }
        return fail("admitted: " + HexFormat.of().formatHex(damaged.toArray()));
    }
}
