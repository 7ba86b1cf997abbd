/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerPatternTest {
    private static final String EKS = "https://oidc.eks.*.amazonaws.com/id/*";
    private static final String EKS_ID = "https://oidc.eks.us-west-2.amazonaws.com/id/B02C93B6A2D30341AD01E1B6D48164CB";
    private static final String GKE = "https://container.googleapis.com/v1/projects/*/locations/*/clusters/*";
    private static final String GKE_ID =
            "https://container.googleapis.com/v1/projects/mattmoor-credit/locations/us-west1-b"
                    + "/clusters/tenant-cluster";

    @ParameterizedTest
    @CsvSource({
        EKS + "," + EKS_ID,
        GKE + "," + GKE_ID,
        "https://token.actions.githubusercontent.com/*, https://token.actions.githubusercontent.com/my-enterprise",
        "https://a/*-*, https://a/x-y-z",
        "https://a/*, https://a/_",
        "https://a/b, https://a/b"
    })
    void matches(String pattern, String issuer) {
        assertThat(new IssuerPattern(pattern).matches(issuer)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        EKS + "," + EKS_ID + "/",
        EKS + "," + EKS_ID + "/b",
        EKS + ",https://oidc.eks.us.west.2.amazonaws.com/id/B02C",
        EKS + ",http://localhost:3000?issuer=" + EKS_ID,
        EKS + ",https://oidc.eks..amazonaws.com/id/B02C",
        EKS + ",https://oidc.eks.evil.example/.amazonaws.com/id/B02C",
        EKS + ",https://oidcxeks.us-west-2.amazonaws.com/id/B02C",
        GKE + "," + GKE_ID + ".",
        "https://token.actions.githubusercontent.com/*, https://token.actions.githubusercontent.com/",
        "https://a/*, https://a/é",
        "https://a/*, https://a/%41",
        "https://a/*, https://a/*",
        "https://a/b, https://a/B"
    })
    void doesNotMatch(String pattern, String issuer) {
        assertThat(new IssuerPattern(pattern).matches(issuer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " ", "\u0000", "#x", "?x"})
    void reachesToTheVeryEnd(String end) {
        assertThat(new IssuerPattern("https://a/*").matches("https://a/b" + end))
                .isFalse();
        assertThat(new IssuerPattern("https://a/*").matches(end + "https://a/b"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/*, https://a/*-x, true",
        "https://a/*, https://a/*/, false",
        "https://a/*, https://a/*/*, false",
        "https://a/*/b, https://a/*/*, true",
        "https://a/*x, https://a/*y, false",
        "https://a/*x*, https://a/*y*, true",
        "https://*.a/, https://*.b/, false",
        "https://a/*, https://b/*, false",
        "https://a/*, https://a/b*, false",
        "https://a/*, https://a/*, true"
    })
    void rivalsAnotherOnlyIfOneIssuerMatchesBothAndNoneBeginsWithMore(String one, String other, boolean rivals) {
        assertThat(new IssuerPattern(one).rivals(new IssuerPattern(other))).isEqualTo(rivals);
        assertThat(new IssuerPattern(other).rivals(new IssuerPattern(one))).isEqualTo(rivals);
    }

    /** A matcher that tries and steps back would take longer than the test has. */
    @Test
    void isFastWhateverAStrangerWrites() {
        var pattern = new IssuerPattern("https://a/" + "*a".repeat(100) + "*b");

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(pattern.matches("https://a/" + "a".repeat(2000)))
                        .isFalse());
    }

    /** Nobody has to be trusted to name an issuer: the longest that can be asked, a hundred thousand times. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "https://a.", "https://oidc.eks.us-west-2.example.com/"})
    void readsNoFurtherThanToWhatCannotMatch(String beginning) {
        var issuer = beginning + "x".repeat(2048 - beginning.length());
        var pattern = new IssuerPattern(EKS);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(IntStream.range(0, 100_000)).noneMatch(i -> pattern.matches(issuer)));
    }
}
