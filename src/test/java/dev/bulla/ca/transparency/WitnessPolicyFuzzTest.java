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
import dev.bulla.ctlog.UnusablePolicyException;
import dev.bulla.ctlog.WitnessPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a policy about logs and witnesses. */
class WitnessPolicyFuzzTest {
    private static final String LOG = "log.example/2026+58360900+ASGyevVJSKk+3l7v9bd1bvfPWxl6Vp1dcu5DXZogB9Ni";
    private static final String WITNESS = "witness.example/w1+42612b52+BEP8Y5jf80SWqt0AjtV+Zgjvs/lZTZhRSEx7HtcgSADp";

    static Stream<Named<byte[]>> seeds() {
        return Stream.of(
                Seed.of("nobody", "quorum none\n"),
                Seed.longer(
                        "a log and a witness",
                        "log %s\nwitness w %s http://w.example\nquorum w\n".formatted(LOG, WITNESS)),
                Seed.of("groups", "witness w %s\ngroup g any w\ngroup h all g\nquorum h\n".formatted(WITNESS)));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryEntries({"log ", "witness ", "group ", "quorum ", "none", "any ", "all ", "https://"})
    @FuzzTest
    void isFollowedOrEverythingWrongWithItIsTold(byte[] input) {
        try {
            var policy = WitnessPolicy.parse(input, Crypto.fastest().complete());
            assertThat(policy.logs().size() + policy.witnesses().size()).isNotNegative();
            assertThat(policy.canBeMet()).isIn(true, false);
        } catch (UnusablePolicyException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
