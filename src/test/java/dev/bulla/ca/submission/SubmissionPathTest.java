/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionPathTest {
    @Test
    void aPathMeansTheWholeLogOrOneShard() {
        assertThat(SubmissionPath.parse("/ct/v1/add-chain"))
                .contains(new SubmissionPath(Optional.empty(), SubmissionEndpoint.CERTIFICATE));
        assertThat(SubmissionPath.parse("/2027-01-31T05/ct/v1/add-pre-chain"))
                .contains(new SubmissionPath(Optional.of("2027-01-31T05"), SubmissionEndpoint.PRECERTIFICATE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/ct/v1/get-sth",
                "/ct/v1/add-chain/",
                "//ct/v1/add-chain",
                "/2027/2028/ct/v1/add-chain",
                "/../ct/v1/add-chain",
                "/2027%2f/ct/v1/add-chain",
                "x/ct/v1/add-chain"
            })
    void anotherPathIsNoSubmission(String path) {
        assertThat(SubmissionPath.parse(path)).isEmpty();
    }
}
