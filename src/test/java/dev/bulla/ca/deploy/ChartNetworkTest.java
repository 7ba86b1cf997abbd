/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may talk to the pods that the chart makes, and what is found by which labels. */
class ChartNetworkTest {
    static Stream<Rendered> all() {
        return Rendered.all();
    }

    /** Labels that select must be those of the pods, and never change from one version to the next. */
    @ParameterizedTest
    @MethodSource("all")
    void everythingFindsThePods(Rendered rendered) {
        var labels =
                rendered.workload().at("spec", "template", "metadata", "labels").entries();
        var selectors = Stream.of(
                        rendered.workload().at("spec", "selector", "matchLabels"),
                        rendered.ofKind("NetworkPolicy")
                                .findFirst()
                                .map(it -> it.at("spec", "podSelector", "matchLabels"))
                                .orElseGet(() -> Node.of("")),
                        rendered.ofKind("PodDisruptionBudget")
                                .findFirst()
                                .map(it -> it.at("spec", "selector", "matchLabels"))
                                .orElseGet(() -> Node.of("")))
                .map(Node::entries)
                .filter(entries -> !entries.isEmpty());

        assertThat(Stream.concat(
                        selectors,
                        rendered.ofKind("Service")
                                .map(it -> it.at("spec", "selector").entries())))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(selector -> {
                    assertThat(labels).containsAllEntriesOf(selector);
                    assertThat(selector).containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/instance");
                });
    }

    /** Kubernetes refuses any change to them. */
    @ParameterizedTest
    @MethodSource("all")
    void claimsSayNoVersion(Rendered rendered) {
        assertThat(rendered.workload().at("spec", "volumeClaimTemplates").items())
                .allSatisfy(claim -> assertThat(claim.at("metadata", "labels").entries())
                        .containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/instance"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theAdminPortIsNeverAmongThoseForClients(Rendered rendered) {
        var client = rendered.ofKind("Service")
                .filter(service -> !service.at("metadata", "name").text().endsWith("-admin"));
        var backends = rendered.ofKind("Ingress")
                .flatMap(Node::maps)
                .filter(map -> map.at("service", "port", "name").isThere())
                .map(map -> map.at("service", "port", "name").text());

        assertThat(client.flatMap(service -> service.at("spec", "ports").items().stream()))
                .extracting(port -> port.at("name").text())
                .doesNotContain("admin");
        assertThat(backends).isSubsetOf("http", "grpc");
    }

    @Test
    void theAdminPortIsForMonitoringAlone() {
        assertThat(rules("embedded", "ingress", "admin"))
                .hasSize(1)
                .allSatisfy(rule -> assertThat(rule.at("from").items())
                        .extracting(peer -> peer.at("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name")
                                .text())
                        .containsExactly("monitoring"));
        assertThat(rules("cluster", "ingress", "admin")).isEmpty();
    }

    @Test
    void clientsAreEverybodyUnlessSomeAreNamed() {
        assertThat(rules("embedded", "ingress", "http"))
                .hasSize(1)
                .allSatisfy(rule -> assertThat(rule.at("from").isThere()).isFalse());
        assertThat(rules("cluster", "ingress", "grpc"))
                .hasSize(1)
                .allSatisfy(rule -> assertThat(rule.at("from").items()).hasSize(1));
    }

    /** Issuers; a log or a store and a collector at the ports of their addresses; the API server; a proxy. */
    @ParameterizedTest
    @CsvSource({
        "embedded, 53 53 443",
        "remote, 53 53 443 6962",
        "remote-scaled, 53 53 443 4318 6962",
        "store, 53 53 443 9000",
        "cluster, 53 53 443 6443 3128"
    })
    void whatGoesOutIsWhatTheSettingsName(String name, String ports) {
        var out = Rendered.of(name).one("NetworkPolicy").at("spec", "egress").items().stream()
                .flatMap(rule -> rule.at("ports").items().stream())
                .map(port -> port.at("port").text());

        assertThat(out).containsExactlyInAnyOrder(ports.split(" "));
    }

    @Test
    void monitoringFindsTheAdminPort() {
        assertThat(List.of("tls", "remote-scaled")).map(Rendered::of).allSatisfy(rendered -> {
            var monitor = rendered.one("ServiceMonitor").at("spec");
            var wanted = monitor.at("selector", "matchLabels").entries();
            var found = rendered.ofKind("Service")
                    .filter(service -> service.at("metadata", "labels")
                            .entries()
                            .entrySet()
                            .containsAll(wanted.entrySet()));
            assertThat(found)
                    .singleElement()
                    .satisfies(service -> assertThat(service.at("spec", "ports")
                                    .named(monitor.at("endpoints")
                                            .items()
                                            .getFirst()
                                            .at("port")
                                            .text())
                                    .at("targetPort")
                                    .text())
                            .isEqualTo("admin"));
        });
        assertThat(Rendered.of("embedded").ofKind("ServiceMonitor")).isEmpty();
    }

    private static List<Node> rules(String name, String direction, String port) {
        return Rendered.of(name).one("NetworkPolicy").at("spec", direction).items().stream()
                .filter(rule -> rule.at("ports").items().stream()
                        .anyMatch(it -> it.at("port").text().equals(port)))
                .toList();
    }
}
