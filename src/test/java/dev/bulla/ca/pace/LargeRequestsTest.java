/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LargeRequestsTest {
    private final LargeRequests requests = new LargeRequests(1000);

    @Test
    void aRequestOfUsualSizeCostsNothing() {
        var large = requests.share();
        assertThat(large.add(LargeRequests.USUAL + 1000)).isTrue();

        assertThat(requests.share().add(LargeRequests.USUAL)).isTrue();
        assertThat(requests.held()).isEqualTo(1000);
    }

    @Test
    void refusesTheByteThatDoesNotFitHoweverManyHoldTheOthers() {
        var first = requests.share();
        var second = requests.share();
        first.add(LargeRequests.USUAL);
        second.add(LargeRequests.USUAL);

        assertThat(first.add(400)).isTrue();
        assertThat(second.add(600)).isTrue();
        assertThat(first.add(1)).isFalse();
        assertThat(requests.held()).isEqualTo(1000);
    }

    @Test
    void whatIsGivenBackIsFreeAgainAndOnlyOnce() {
        var first = requests.share();
        first.add(LargeRequests.USUAL + 1000);
        first.add(1);

        first.giveBack();
        first.giveBack();

        assertThat(requests.held()).isZero();
        assertThat(requests.share().add(LargeRequests.USUAL + 1000)).isTrue();
    }
}
