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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart makes, in the eyes of kube-score. */
@Tag("go")
class ChartScoreTest {
    @TempDir
    private Path folder;

    /**
     * A limit of CPU would slow a server down that has a node to itself; and an image that is named by digest needs no second look. A budget would keep the
     * node of a server that stands by, and is never ready, from being drained. Where the admin port wants a certificate, the kubelet has one page to ask.
     */
    @ParameterizedTest
    @CsvSource({
        "embedded, container-image-pull-policy",
        "remote, container-image-pull-policy",
        "remote-scaled, container-image-pull-policy",
        "store, 'container-image-pull-policy,statefulset-has-poddisruptionbudget'",
        "tls, 'container-image-pull-policy,pod-probes-identical'"
    })
    void hasNothingCritical(String name, String leftOut) {
        assumeTrue(Installed.hasGo("kube-score"), "kube-score is not there: .ci/go builds it on a machine with Go");
        var command = new ArrayList<String>();
        command.addAll(List.of(Installed.go("kube-score").toString(), "score", "--ignore-container-cpu-limit"));
        for (var test : leftOut.split(",", -1)) {
            command.addAll(List.of("--ignore-test", test));
        }
        command.add(Rendered.golden(name).toAbsolutePath().toString());

        var ran = Ran.of(folder, Map.of(), command);

        assertThat(ran.exit()).as(ran.said()).isZero();
    }
}
