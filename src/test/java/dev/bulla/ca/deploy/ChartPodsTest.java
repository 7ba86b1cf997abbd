/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.Setting;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods that the chart makes: locked down as the standard "restricted" wants, asked at the right ports, without a secret in them. */
class ChartPodsTest {
    /** What the standard allows beside persistent volumes and those below {@code projected}. */
    private static final Set<String> VOLUMES = Set.of("configMap", "secret", "emptyDir", "projected");

    static Stream<Rendered> all() {
        return Rendered.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void passTheRestrictedStandard(Rendered rendered) {
        var pod = rendered.pod();
        var context = rendered.container().at("securityContext");

        assertThat(pod.at("containers").items()).hasSize(1);
        assertThat(pod.at("initContainers").isThere()).isFalse();
        assertThat(pod.at("securityContext", "runAsNonRoot").text()).isEqualTo("true");
        assertThat(pod.at("securityContext", "seccompProfile", "type").text()).isEqualTo("RuntimeDefault");
        assertThat(context.at("allowPrivilegeEscalation").text()).isEqualTo("false");
        assertThat(context.at("capabilities").entries()).containsOnlyKeys("drop");
        assertThat(context.at("capabilities", "drop").items())
                .extracting(Node::text)
                .containsExactly("ALL");
        assertThat(pod.maps().flatMap(map -> map.entries().keySet().stream()))
                .doesNotContain("hostPath", "hostPort", "hostNetwork", "hostPID", "hostIPC", "sysctls", "procMount");
        assertThat(pod.maps().map(map -> map.at("privileged")).filter(Node::isThere))
                .extracting(Node::text)
                .containsOnly("false");
        assertThat(pod.at("volumes").items())
                .allSatisfy(volume -> assertThat(volume.entries().keySet())
                        .hasSize(2)
                        .contains("name")
                        .containsAnyElementsOf(VOLUMES));
    }

    @ParameterizedTest
    @MethodSource("all")
    void writeNowhereButToTheirVolumes(Rendered rendered) {
        var writable = rendered.container().at("volumeMounts").items().stream()
                .filter(mount -> !mount.at("readOnly").isThere())
                .map(mount -> mount.at("mountPath").text());

        assertThat(rendered.container()
                        .at("securityContext", "readOnlyRootFilesystem")
                        .text())
                .isEqualTo("true");
        assertThat(writable)
                .isSubsetOf("/var/lib/bulla", "/var/lib/bulla-anchor", "/tmp")
                .contains("/tmp");
    }

    /** Files that are mounted one by one are never renewed. */
    @ParameterizedTest
    @MethodSource("all")
    void mountFoldersThatAreRenewed(Rendered rendered) {
        assertThat(rendered.container().at("volumeMounts").items())
                .allSatisfy(mount -> assertThat(mount.at("subPath").isThere()).isFalse());
        assertThat(rendered.container()
                        .at("volumeMounts")
                        .named("issuers")
                        .at("mountPath")
                        .text())
                .isEqualTo(setting(rendered, Setting.CONFIG_PATH));
    }

    @ParameterizedTest
    @MethodSource("all")
    void haveOnlyVolumesThatAreThere(Rendered rendered) {
        var claims = rendered.workload().at("spec", "volumeClaimTemplates").items().stream()
                .map(claim -> claim.at("metadata", "name").text());
        var volumes = rendered.pod().at("volumes").items().stream()
                .map(volume -> volume.at("name").text());

        assertThat(rendered.container().at("volumeMounts").items())
                .extracting(mount -> mount.at("name").text())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(claims, volumes).toList());
    }

    /** Everything of a pod that is a secret is named, never said. */
    @ParameterizedTest
    @MethodSource("all")
    void knowSecretsByNameAlone(Rendered rendered) {
        var passwords = Stream.of(Setting.values())
                .filter(Setting::isSecret)
                .map(setting -> "BULLA_" + setting.name())
                .collect(Collectors.toSet());

        assertThat(rendered.ofKind("Secret")).isEmpty();
        assertThat(rendered.container().at("env").items().stream()
                        .filter(variable ->
                                passwords.contains(variable.at("name").text())))
                .allSatisfy(variable -> {
                    assertThat(variable.entries()).containsOnlyKeys("name", "valueFrom");
                    assertThat(variable.at("valueFrom", "secretKeyRef").entries())
                            .containsOnlyKeys("name", "key");
                });
        assertThat(rendered.container().at("args").items())
                .extracting(Node::text)
                .noneMatch(argument -> argument.contains("passwd"));
        assertThat(Rendered.read(Rendered.golden(rendered.name()))).doesNotContain("PRIVATE KEY-----");
    }

    /** A service called bulla would otherwise set BULLA_PORT, which the server reads as its setting. */
    @ParameterizedTest
    @MethodSource("all")
    void hearNothingOfServicesInVariables(Rendered rendered) {
        assertThat(rendered.pod().at("enableServiceLinks").text()).isEqualTo("false");
    }

    @ParameterizedTest
    @MethodSource("all")
    void haveATokenOnlyForTheClustersIssuer(Rendered rendered) {
        var tokens = rendered.pod()
                .maps()
                .filter(map -> map.at("serviceAccountToken").isThere());

        assertThat(rendered.pod().at("automountServiceAccountToken").text()).isEqualTo("false");
        assertThat(rendered.ofKind("ServiceAccount"))
                .allSatisfy(account -> assertThat(
                                account.at("automountServiceAccountToken").text())
                        .isEqualTo("false"));
        assertThat(tokens).hasSize(rendered.name().equals("cluster") ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void areAskedWhereTheyAnswerWithoutACertificate(Rendered rendered) {
        var closed = setting(rendered, "admin-tls-client-ca");
        var port = closed.isEmpty() ? "admin" : "http";
        var tls = setting(rendered, closed.isEmpty() ? "admin-tls-certificate" : "tls-certificate");
        var pages = closed.isEmpty()
                ? Map.of("startupProbe", "/livez", "livenessProbe", "/livez", "readinessProbe", "/readyz")
                : Map.of("startupProbe", "/healthz", "livenessProbe", "/healthz", "readinessProbe", "/healthz");

        assertThat(pages).allSatisfy((probe, page) -> {
            var asked = rendered.container().at(probe, "httpGet");
            assertThat(asked.at("port").text()).isEqualTo(port);
            assertThat(asked.at("path").text()).isEqualTo(page);
            assertThat(asked.at("scheme").text()).isEqualTo(tls.isEmpty() ? "HTTP" : "HTTPS");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void listenWhereServicesSendClients(Rendered rendered) {
        var ports = rendered.container().at("ports");
        var services = rendered.ofKind("Service").flatMap(service -> service.at("spec", "ports").items().stream());

        assertThat(ports.named("http").at("containerPort").text()).isEqualTo(setting(rendered, Setting.PORT));
        assertThat(ports.named("grpc").at("containerPort").text()).isEqualTo(setting(rendered, Setting.GRPC_PORT));
        assertThat(ports.named("admin").at("containerPort").text()).isEqualTo(setting(rendered, Setting.METRICS_PORT));
        assertThat(services.map(port -> port.at("targetPort").text()))
                .containsExactlyInAnyOrderElementsOf(ports.items().stream()
                        .map(port -> port.at("name").text())
                        .toList());
    }

    /** The kubelet's patience is longer than the pause and the server's own together. */
    @ParameterizedTest
    @MethodSource("all")
    void haveTheTimeToStop(Rendered rendered) {
        var pause = rendered.container()
                .at("lifecycle", "preStop", "sleep", "seconds")
                .text();
        var grace = setting(rendered, Setting.SHUTDOWN_GRACE).replace("s", "");

        assertThat(Integer.parseInt(
                        rendered.pod().at("terminationGracePeriodSeconds").text()))
                .isGreaterThanOrEqualTo(Integer.parseInt(pause) + Integer.parseInt(grace) + 10);
    }

    /** With less they could be thrown out as soon as they need what they are allowed to have. */
    @ParameterizedTest
    @MethodSource("all")
    void areGivenTheMemoryThatTheyMayUse(Rendered rendered) {
        var resources = rendered.container().at("resources");

        assertThat(resources.at("requests", "memory").text())
                .isEqualTo(resources.at("limits", "memory").text());
    }

    private static String setting(Rendered rendered, Setting setting) {
        return setting(rendered, setting.flag());
    }

    private static String setting(Rendered rendered, String flag) {
        var settings = Node.read(rendered.settings().at("bulla.yaml").text());
        return settings.at(flag).isThere() ? settings.at(flag).text() : "";
    }
}
