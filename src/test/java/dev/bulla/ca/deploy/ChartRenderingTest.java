/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart in the hands of Helm itself, which is here as a library. */
class ChartRenderingTest {
    static Stream<String> names() {
        return Rendered.names();
    }

    /** To write them anew: {@code deploy/kubernetes/tests/render}. Read what changed before it is committed. */
    @ParameterizedTest
    @MethodSource("names")
    void rendersWhatWasWrittenDown(String name) {
        assertThat(template(name).call()).isEqualTo(Rendered.read(Rendered.golden(name)));
    }

    @Test
    void passesLint() {
        var lint = new Helm(Rendered.CHART).lint().strict().call();

        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
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
        var named = value.split("=", 2);

        assertThatThrownBy(template(name).set(named[0], named[1])::call).hasMessageContaining(sentence);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(template().set("replicaCount", 2)::call)
                .hasMessageContainingAll(
                        "ca.secret.name must", "issuers.contents is empty", "log.origin must", "has one server");
    }

    @Test
    void otherSettingsMeanOtherPodsAndOtherIssuersDoNot() {
        var before = checksum(template("embedded"));
        var settings = checksum(template("embedded").set("settings.cores", 2));
        var issuers = checksum(template("embedded")
                .set("issuers.contents.oidc-issuers.https://ci\\.example\\.com.client-id", "other"));

        assertThat(settings).isNotEqualTo(before);
        assertThat(issuers).isEqualTo(before);
    }

    private static String checksum(TemplateCommand template) {
        return Node.readAll(template.call()).stream()
                .map(object -> object.at("spec", "template", "metadata", "annotations", "checksum/settings"))
                .filter(Node::isThere)
                .map(Node::text)
                .findFirst()
                .orElseThrow();
    }

    private static TemplateCommand template(String name) {
        return template().withValuesFile(Rendered.TESTS.resolve("values").resolve(name + ".yaml"));
    }

    private static TemplateCommand template() {
        return new Helm(Rendered.CHART)
                .template()
                .withName("bulla")
                .withNamespace("signing")
                .withKubeVersion("1.30.0");
    }
}
