/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How many servers the chart makes, who makes more of them, and what they leave behind. */
class ChartWorkloadsTest {
    @Test
    void areOneWhereTheLogLiesOnAVolume() {
        assertThat(List.of("embedded", "tls", "cluster")).map(Rendered::of).allSatisfy(rendered -> {
            assertThat(rendered.one("StatefulSet").at("spec", "replicas").text())
                    .isEqualTo("1");
            assertThat(rendered.ofKind("HorizontalPodAutoscaler")).isEmpty();
            assertThat(rendered.ofKind("PodDisruptionBudget")).isEmpty();
        });
    }

    /** Deleting the release deletes no log. */
    @Test
    void leaveTheirVolumesBehind() {
        assertThat(Rendered.all().flatMap(rendered -> rendered.ofKind("StatefulSet")))
                .isNotEmpty()
                .allSatisfy(set -> assertThat(set.at("spec", "persistentVolumeClaimRetentionPolicy")
                                .entries()
                                .values())
                        .extracting(Node::text)
                        .containsExactly("Retain", "Retain"));
    }

    /** Who waits for the log opens no port, and must neither be killed for it nor waited for. */
    @Test
    void mayStandByForAsLongAsItTakes() {
        var store = Rendered.of("store");
        var startup = store.container().at("startupProbe");
        var days = Long.parseLong(startup.at("failureThreshold").text())
                * Long.parseLong(startup.at("periodSeconds").text())
                / 86_400;

        assertThat(store.workload().at("spec", "replicas").text()).isEqualTo("2");
        assertThat(store.workload().at("spec", "updateStrategy", "type").text()).isEqualTo("OnDelete");
        assertThat(store.workload().at("spec", "podManagementPolicy").text()).isEqualTo("Parallel");
        assertThat(days).isGreaterThan(3650);
    }

    @Test
    void areScaledByOneAlone() {
        var scaled = Rendered.of("remote-scaled");
        var target = scaled.one("HorizontalPodAutoscaler").at("spec", "scaleTargetRef");

        assertThat(scaled.one("Deployment").at("spec", "replicas").isThere()).isFalse();
        assertThat(target.at("kind").text()).isEqualTo("Deployment");
        assertThat(target.at("name").text())
                .isEqualTo(scaled.one("Deployment").at("metadata", "name").text());
    }
}
