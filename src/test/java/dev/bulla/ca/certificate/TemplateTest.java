/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final int CERTIFICATES_PER_SEED = 1000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void writesWhatBouncyCastleWrites(long seed) throws IOException {
        // given
        var random = new RandomContent(seed);

        for (var i = 0; i < CERTIFICATES_PER_SEED; i++) {
            var content = random.next();
            var tail = random.nextTail();
            var signature = random.nextSignature();

            // when
            var template = new Template(content);
            var certificate = template.signed(template.toBeSigned(tail), signature);

            // then
            assertThat(certificate.array())
                    .as("certificate %d of seed %d", i, seed)
                    .isEqualTo(BouncyCastleOracle.certificate(content, tail, signature));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void writesWhatTheLintAccepts(long seed) {
        // given
        var random = new RandomContent(seed);

        for (var i = 0; i < CERTIFICATES_PER_SEED; i++) {
            var content = random.next();
            var tail = random.nextTail();
            var template = new Template(content);

            // when
            var certificate = template.signed(template.toBeSigned(tail), random.nextSignature());

            // then
            assertThatCode(() -> Lint.check(certificate.array(), content, tail))
                    .as("certificate %d of seed %d", i, seed)
                    .doesNotThrowAnyException();
        }
    }
}
