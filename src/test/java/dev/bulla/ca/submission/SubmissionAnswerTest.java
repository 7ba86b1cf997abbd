/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.NotLogged;
import dev.bulla.ctlog.NotLoggedException.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 400, refused, false",
        "BUSY, 503, busy, true",
        "STOPPED, 503, stopped, true",
        "TIMED_OUT, 503, timed-out, true",
        "OUTCOME_UNKNOWN, 503, outcome-unknown, true"
    })
    void onlyWhatMayGoWellLaterIsWorthAskingAgain(Reason reason, int status, String word, boolean later) {
        var answer = SubmissionAnswer.of(NotLogged.because(reason));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.word()).isEqualTo(word);
        assertThat(answer.body()).startsWith(word + ": ").endsWith("\n").hasLineCount(1);
        assertThat(answer.pause()).isEqualTo(later ? Optional.of(1L) : Optional.empty());
    }

    @Test
    void aPauseIsRoundedUpToWholeSeconds() {
        assertThat(later(Duration.ZERO)).contains(1L);
        assertThat(later(Duration.ofMillis(1001))).contains(2L);
        assertThat(later(Duration.ofSeconds(30))).contains(30L);
    }

    private static Optional<Long> later(Duration pause) {
        return SubmissionAnswer.later(503, "busy", "come back", pause).pause();
    }
}
