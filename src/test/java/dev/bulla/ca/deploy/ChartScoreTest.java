/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulla.ca.clients.Installed;
import dev.bulla.ca.clients.Ran;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes, in the eyes of kube-score. */
@Tag("go")
class ChartScoreTest {
    @TempDir
    private Path folder;

    /** A limit of CPU would slow a server down that has a node to itself; and an image that is named by digest needs no second look. */
    @ParameterizedTest
    @ValueSource(strings = {"embedded", "remote", "remote-scaled", "store", "tls"})
    void hasNothingCritical(String name) {
        assumeTrue(Installed.hasGo("kube-score"), "kube-score is not there: .ci/go builds it on a machine with Go");
        var ran = Ran.of(
                folder,
                Map.of(),
                List.of(
                        Installed.go("kube-score").toString(),
                        "score",
                        "--ignore-container-cpu-limit",
                        "--ignore-test",
                        "container-image-pull-policy",
                        Rendered.golden(name).toAbsolutePath().toString()));

        assertThat(ran.exit()).as(ran.said()).isZero();
    }
}
