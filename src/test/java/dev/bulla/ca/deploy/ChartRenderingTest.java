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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart in the hands of Helm, and what it renders in those of two judges of such things. */
@Tag("go")
class ChartRenderingTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void findHelm() {
        assumeTrue(Installed.hasGo("helm"), "helm is not there: .ci/go builds it on a machine with Go");
    }

    static Stream<String> names() {
        return Rendered.names();
    }

    /** To write them anew: {@code deploy/kubernetes/tests/render}. Read what changed before it is committed. */
    @ParameterizedTest
    @MethodSource("names")
    void rendersWhatWasWrittenDown(String name) {
        var ran = template("--values", values(name));

        assertThat(ran.said()).isEqualTo(Rendered.read(Rendered.golden(name)));
        assertThat(ran.exit()).isZero();
    }

    @ParameterizedTest
    @MethodSource("names")
    void passesLint(String name) {
        var ran = helm("lint", "--strict", Rendered.CHART.toString(), "--values", values(name));

        assertThat(ran.exit()).as(ran.said()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        embedded | replicaCount=2                                | a log on a volume has one server
        embedded | log.origin=                                   | log.origin must be the log's public address
        embedded | ca.secret.name=                               | ca.secret.name must name an existing secret
        embedded | issuers.configMap=other                       | issuers.configMap takes the place
        remote   | issuers.configMap=                            | nobody would be trusted
        embedded | autoscaling.enabled=true                      | autoscaling is for log.kind=remote
        embedded | log.remote.url=https://ct.example.com         | log.remote is for log.kind=remote
        embedded | log.store.url=s3://logs                       | log.store is for log.kind=store
        embedded | ca.kind=ephemeral                             | ca.secret is for ca.kind=file
        embedded | timestamps.kind=file                          | timestamps.secret.name must name
        embedded | timestamps.secret.name=t                      | timestamps.secret is for timestamps.kind=file
        embedded | tls.grpc.clientCa=x                           | tls.grpc.clientCa needs tls.grpc.secretName
        embedded | ingress.http.enabled=true                     | ingress.http.hosts must name a host
        tls      | publicUrl=                                    | logPublicUrl is of no use without publicUrl
        tls      | log.keySecret.name=key                        | log.keySecret contradicts log.shards
        store    | log.keySecret.name=                           | servers that stand by need the log's key
        store    | log.store.url=                                | log.store.url and log.store.credentialsSecret.name must
        store    | log.witnessPolicy=quorum none                 | log.witnessPolicy needs replicaCount=1
        store    | publicUrl=https://ca.example.com              | publicUrl needs one server with a volume
        remote   | publicUrl=https://ca.example.com              | publicUrl needs one server with a volume
        remote   | log.remote.publicKey=                         | log.remote.url and log.remote.publicKey must
        remote   | log.origin=ca.example.com/log                 | are for a log of our own
        remote   | ports.log=5556                                | are for a log of our own
        remote   | timestamps.kind=ephemeral                     | a throwaway key is each server's own
        remote-scaled | autoscaling.maxReplicas=1                | autoscaling.minReplicas is more
        embedded | replicaCounts=1                               | additional properties 'replicaCounts' not allowed
        embedded | settings.portt=1                              | additional properties 'portt' not allowed
        embedded | settings.port=1                               | additional properties 'port' not allowed
        embedded | settings.fileca-key-passwd=x                  | additional properties 'fileca-key-passwd' not allowed
        embedded | log.kind=sunlight                             | log/kind
        embedded | image.digest=latest                           | image/digest
        embedded | files.key=-----BEGIN PRIVATE KEY-----         | files/key
        embedded | securityContext.userId=0                      | securityContext/userId
        embedded | log.store.endpoint=http://objects.example.com | log/store/endpoint
        """)
    void refusesWhatCannotWork(String name, String value, String sentence) {
        var ran = template("--values", values(name), "--set", value);

        assertThat(ran.exit()).isNotZero();
        assertThat(ran.said()).contains(sentence);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        var ran = template("--set", "replicaCount=2");

        assertThat(ran.said())
                .contains("ca.secret.name must", "issuers.contents is empty", "log.origin must", "has one server");
    }

    @Test
    void otherSettingsMeanOtherPodsAndOtherIssuersDoNot() {
        var before = checksum(template("--values", values("embedded")));
        var settings = checksum(template("--values", values("embedded"), "--set", "settings.cores=2"));
        var issuers = checksum(template(
                "--values",
                values("embedded"),
                "--set",
                "issuers.contents.oidc-issuers.https://ci\\.example\\.com.client-id=other"));

        assertThat(settings).isNotEqualTo(before);
        assertThat(issuers).isEqualTo(before);
    }

    /** A limit of CPU would slow a server down that has a node to itself; and an image that is named by digest needs no second look. */
    @ParameterizedTest
    @ValueSource(strings = {"embedded", "remote", "remote-scaled", "store", "tls"})
    void hasNothingThatKubeScoreCallsCritical(String name) {
        assumeTrue(Installed.hasGo("kube-score"), "kube-score is not there: .ci/go builds it on a machine with Go");
        var ran = run(
                Installed.go("kube-score").toString(),
                "score",
                "--ignore-container-cpu-limit",
                "--ignore-test",
                "container-image-pull-policy",
                Rendered.golden(name).toString());

        assertThat(ran.exit()).as(ran.said()).isZero();
    }

    private static String checksum(Ran ran) {
        assertThat(ran.exit()).as(ran.said()).isZero();
        return Node.readAll(ran.said()).stream()
                .map(object -> object.at("spec", "template", "metadata", "annotations", "checksum/settings"))
                .filter(Node::isThere)
                .map(Node::text)
                .findFirst()
                .orElseThrow();
    }

    private static String values(String name) {
        return Rendered.TESTS.resolve("values").resolve(name + ".yaml").toString();
    }

    private static Ran template(String... more) {
        var arguments = Stream.concat(
                Stream.of(
                        "template",
                        "bulla",
                        Rendered.CHART.toString(),
                        "--namespace",
                        "signing",
                        "--kube-version",
                        "1.30"),
                Arrays.stream(more));
        return helm(arguments.toArray(String[]::new));
    }

    private static Ran helm(String... arguments) {
        return run(Stream.concat(Stream.of(Installed.go("helm").toString()), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private static Ran run(String... command) {
        return Ran.of(folder, Map.of("HELM_CACHE_HOME", folder.toString()), List.of(command));
    }
}
