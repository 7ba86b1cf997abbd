/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.ShardPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Map<String, String> ENOUGH = Map.of(
            "ca", "ephemeralca", "ct-log-url", "http://localhost:6962/test", "ct-log-public-key-path", "log.pem");

    @TempDir
    private Path folder;

    private Problems problems = new Problems();

    @Test
    void takesTheOriginalsDefaults() {
        var settings = read(ENOUGH, Map.of());

        assertThat(problems.errors()).isEmpty();
        assertThat(settings.ports().http()).isEqualTo(new Settings.Address("0.0.0.0", 8080));
        assertThat(settings.ports().grpc()).isEqualTo(new Settings.Address("0.0.0.0", 8081));
        assertThat(settings.ports().admin().port()).isEqualTo(2112);
        assertThat(settings.issuers()).isEqualTo(Path.of("/etc/fulcio-config/config.yaml"));
        assertThat(settings.limits().idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.limits().adminHeader()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.rules().lifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.rules().clientAlgorithms()).hasSize(7).contains("ed25519");
        assertThat(settings.logAsJson()).isFalse();
    }

    @Test
    void aFlagWinsOverAVariableAndThatOverAFileAndThatOverTheDefault() throws IOException {
        var file = write("serve.yaml", "port: 3\ngrpc-port: 3\nmetrics-port: 3\n");
        var environment = Map.of("FULCIO_SERVE_PORT", "2", "FULCIO_SERVE_GRPC-PORT", "2");

        var settings = SettingsReader.read(with("port", "1"), environment, Optional.of(file), problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(settings.ports().http().port()).isEqualTo(1);
        assertThat(settings.ports().grpc().port()).isEqualTo(2);
        assertThat(settings.ports().admin().port()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FULCIO_SERVE_GRPC-PORT", "FULCIO_SERVE_GRPC_PORT", "BULLA_GRPC_PORT"})
    void knowsAVariableByEachOfItsNames(String name) {
        assertThat(read(ENOUGH, Map.of(name, "17")).ports().grpc().port()).isEqualTo(17);
    }

    @Test
    void anEmptyVariableIsNoAnswer() {
        assertThat(read(ENOUGH, Map.of("BULLA_PORT", "")).ports().http().port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({
        "serve.yaml,'client-signing-algorithms: [ed25519, rsa-sign-pkcs1-2048-sha256]'",
        "serve.yaml,client-signing-algorithms: ed25519 rsa-sign-pkcs1-2048-sha256",
        "serve.json,'{\"Client-Signing-Algorithms\": \"ed25519 rsa-sign-pkcs1-2048-sha256\"}'",
        "serve.env,client-signing-algorithms=ed25519 rsa-sign-pkcs1-2048-sha256"
    })
    void aFileMayWriteAListInEachOfTheOriginalsWays(String name, String text) throws IOException {
        var settings = SettingsReader.read(ENOUGH, Map.of(), Optional.of(write(name, text)), problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(settings.rules().clientAlgorithms()).containsExactly("ed25519", "rsa-sign-pkcs1-2048-sha256");
    }

    @Test
    void aDottedNameMayBeNestedInAFile() throws IOException {
        var file = write("serve.yaml", "ct-log:\n  tls-ca-cert: roots.pem\n");

        var settings = SettingsReader.read(ENOUGH, Map.of(), Optional.of(file), problems);

        assertThat(settings.log())
                .isInstanceOfSatisfying(
                        LogTarget.Remote.class,
                        log -> assertThat(log.tlsRoots()).contains(Path.of("roots.pem")));
    }

    @Test
    void tellsEveryMistakeAndWhereItStands() throws IOException {
        var file = write("serve.yaml", "port: many\nportt: 1\nkms-resource: x\ncertificate-lifetime: 600\n");

        SettingsReader.read(Map.of(), Map.of("BULLA_CORES", "-1"), Optional.of(file), problems);

        assertThat(problems.errors())
                .anySatisfy(error -> assertThat(error).contains("serve.yaml:1: must be a number from 0 to 65535"))
                .anySatisfy(error -> assertThat(error).contains("serve.yaml:2: \"portt\" is not a setting"))
                .anySatisfy(error -> assertThat(error).contains("serve.yaml:3: \"kms-resource\" is not supported"))
                .anySatisfy(error -> assertThat(error).contains("serve.yaml:4: must be a duration with its unit"))
                .anySatisfy(error -> assertThat(error).contains("BULLA_CORES: must be a number"))
                .anySatisfy(error -> assertThat(error).contains("--ca: required flag \"ca\" not set"))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kmsca", "tinkca", "pkcs11ca", "googleca"})
    void refusesAnAuthorityOfTheOriginalByName(String ca) {
        read(with("ca", ca), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("--ca=" + ca + " is not supported");
    }

    @Test
    void refusesAVariableOfAMissingFeature() {
        read(ENOUGH, Map.of("FULCIO_SERVE_GCP_PRIVATE_CA_PARENT", "projects/p"));

        assertThat(problems.errors()).singleElement().asString().startsWith("FULCIO_SERVE_GCP_PRIVATE_CA_PARENT:");
    }

    @Test
    void tlsOfTheHttpPortIsThatOfTheGrpcPortAndTheLogsToo() {
        var tls = read(
                        with("tls-certificate", "c.pem", "tls-key", "k.pem", "tls-client-ca", "a.pem"),
                        Map.of("BULLA_TLS_KEY_PASSWD", "geheim"))
                .ports()
                .tls();

        var target = new TlsTargets.Target(Path.of("c.pem"), Path.of("k.pem"), "geheim", Optional.of(Path.of("a.pem")));
        assertThat(problems.errors()).isEmpty();
        assertThat(tls)
                .isEqualTo(new TlsTargets(
                        Optional.of(target), Optional.of(target), Optional.of(target), Optional.empty()));
        assertThat(tls.toString()).doesNotContain("geheim");
    }

    @Test
    void thePortsForGrpcAndOperatorsMayHaveTlsOfTheirOwn() {
        var tls = read(
                        with("grpc-tls-certificate", "g.pem", "grpc-tls-key", "gk.pem"),
                        Map.of("BULLA_ADMIN_TLS_CERTIFICATE", "a.pem", "BULLA_ADMIN_TLS_KEY", "ak.pem"))
                .ports()
                .tls();

        assertThat(problems.errors()).isEmpty();
        assertThat(tls.http()).isEmpty();
        assertThat(tls.log()).isEmpty();
        assertThat(tls.grpc()).map(TlsTargets.Target::chain).contains(Path.of("g.pem"));
        assertThat(tls.admin()).map(TlsTargets.Target::key).contains(Path.of("ak.pem"));
    }

    @Test
    void clientsOfOnePortMayBeLetInWithoutACertificate() {
        var tls = read(
                        with(
                                "tls-certificate",
                                "c.pem",
                                "tls-key",
                                "k.pem",
                                "tls-client-ca",
                                "a.pem",
                                "grpc-tls-client-ca",
                                "g.pem",
                                "log-tls-client-ca",
                                "",
                                "log-port",
                                "8090"),
                        Map.of())
                .ports()
                .tls();

        assertThat(problems.errors()).isEmpty();
        assertThat(tls.http().flatMap(TlsTargets.Target::clientAuthorities)).contains(Path.of("a.pem"));
        assertThat(tls.grpc().flatMap(TlsTargets.Target::clientAuthorities)).contains(Path.of("g.pem"));
        assertThat(tls.log().flatMap(TlsTargets.Target::clientAuthorities)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tls-certificate, needs tls-key beside it",
        "grpc-tls-key, needs grpc-tls-certificate beside it",
        "admin-tls-certificate, needs admin-tls-key beside it",
        "tls-client-ca, needs TLS on that port",
        "grpc-tls-client-ca, needs TLS on that port",
        "admin-tls-client-ca, needs TLS on that port"
    })
    void refusesHalfOfWhatTlsNeeds(String setting, String problem) {
        read(with(setting, "file.pem"), Map.of());

        assertThat(problems.errors()).singleElement().asString().startsWith("--" + setting + ": " + problem);
    }

    @Test
    void refusesAuthoritiesForAPortThatIsNotThere() {
        read(with("tls-certificate", "c.pem", "tls-key", "k.pem", "log-tls-client-ca", "a.pem"), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("needs log-port");
    }

    @Test
    void aLogWithoutItsKeyIsRefusedWithTheFlagThatIsMissing() {
        read(Map.of("ca", "ephemeralca", "ct-log-url", "http://localhost:6962/test"), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("ct-log-public-key-path", "pkey -in");
    }

    @Test
    void nothingSaidOfALogMeansOneOfOurOwn() {
        var log = embedded(Map.of("ca", "ephemeralca", "data", "/srv/bulla"));

        assertThat(problems.errors()).isEmpty();
        assertThat(log.data()).isEqualTo(Path.of("/srv/bulla"));
        assertThat(log.anchor()).isEqualTo(Path.of("/srv/bulla.anchor"));
        assertThat(log.reading()).isEqualTo(new LogTarget.OnHttpPort("/log"));
        assertThat(log.identity()).isEqualTo(new LogTarget.Identity("localhost/log", true));
        assertThat(log.reserve()).isEqualTo(256L * 1024 * 1024);
    }

    @Test
    void ourOwnLogCanBeReadOnAPortOfItsOwnOrByOperatorsAlone() {
        var own = embedded(Map.of("ca", "ephemeralca", "log-port", "5557", "host", "10.0.0.1"));
        assertThat(own.reading()).isEqualTo(new LogTarget.OnOwnPort("/log", new Settings.Address("10.0.0.1", 5557)));

        var hidden = embedded(Map.of("ca", "ephemeralca", "log-private", "true", "log-prefix", "/ct/2026"));
        assertThat(hidden.reading()).isEqualTo(new LogTarget.OnAdminPort("/ct/2026"));
        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "log-origin, has space, a host and a path",
        "log-prefix, log, a path",
        "log-prefix, /log/, a path",
        "log-prefix, /api, own pages",
        "log-prefix, /metrics/log, own pages",
        "log-anchor, ./bulla-data/anchor, outside of the data folder",
        "log-reserve, 0, must be a number",
        "log-port, many, must be a number",
        "log-shards, weekly, must be one of none",
        "log-shard-ahead, 5m, must be a duration",
        "log-shard-freeze, -1h, must be a duration",
        "ct-log-public-key-path, log.pem, ct-log-url does not say where"
    })
    void tellsWhatIsWrongWithOurOwnLog(String setting, String value, String found) {
        read(Map.of("ca", "ephemeralca", setting, value), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("--" + setting, found);
    }

    @ParameterizedTest
    @CsvSource({
        "day, 720h, 48h, published 12h before it is used",
        "month, 24h, 48h, published 24h before it is used",
        "hour, 720h, 1h, published 30m before it is used"
    })
    void warnsOfShardsWhoseKeysNobodyHasTimeToLearnOf(String shards, String ahead, String lead, String told) {
        read(
                Map.of("ca", "ephemeralca", "log-shards", shards, "log-shard-ahead", ahead, "publish-lead", lead),
                Map.of());

        assertThat(problems.warnings()).singleElement().asString().contains("--log-shard-ahead", told, lead);
    }

    @ParameterizedTest
    @CsvSource({"none, 1h, 48h", "month, 720h, 48h", "day, 720h, 12h"})
    void shardsThatAreMadeInTimeAreNothingToWarnOf(String shards, String ahead, String lead) {
        var settings = read(
                Map.of("ca", "ephemeralca", "log-shards", shards, "log-shard-ahead", ahead, "publish-lead", lead),
                Map.of());

        assertThat(problems.warnings()).isEmpty();
        assertThat(settings.trust().publishLead()).isEqualTo(Duration.ofHours(Long.parseLong(lead.replace("h", ""))));
    }

    @ParameterizedTest
    @EnumSource
    void aLogIsDividedByEveryPeriodThatItKnows(ShardPeriod period) {
        var log = embedded(Map.of("ca", "ephemeralca", "log-shards", period.word()));

        assertThat(problems.errors()).isEmpty();
        assertThat(log.shards())
                .isEqualTo(new LogTarget.Shards(period.word(), Duration.ofDays(30), Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-key", "log-note-keys"})
    void oneKeyIsNotThatOfSeveralShards(String setting) {
        read(Map.of("ca", "ephemeralca", "log-shards", "year", setting, "own.pem"), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("--" + setting, "contradicts log-shards");
    }

    @Test
    void aPrivateLogHasNoPortForEverybody() {
        read(Map.of("ca", "ephemeralca", "log-private", "true", "log-port", "5557"), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("contradicts log-private");
    }

    private LogTarget.Embedded embedded(Map<String, String> flags) {
        return (LogTarget.Embedded) read(flags, Map.of()).log();
    }

    @Test
    void runsWithoutALogOnlyWhenToldTwice() {
        read(Map.of("ca", "ephemeralca", "ct-log-url", ""), Map.of());
        assertThat(problems.errors()).singleElement().asString().contains("--insecure-no-ct-log");

        problems = new Problems();
        read(Map.of("ca", "ephemeralca", "insecure-no-ct-log", "true"), Map.of());
        assertThat(problems.errors()).singleElement().asString().contains("must be said twice");

        problems = new Problems();
        var both = Map.of("ca", "ephemeralca", "ct-log-url", "", "insecure-no-ct-log", "true");
        assertThat(read(both, Map.of()).log()).isEqualTo(LogTarget.None.NONE);
    }

    @Test
    void refusesALogThatIsBothThereAndNotThere() {
        read(with("insecure-no-ct-log", "true"), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("contradicts");
    }

    @Test
    void takesTheNameOfAContainerForTheAddressOfALog() {
        var log = (LogTarget.Remote)
                read(with("ct-log-url", "http://ct_server:6962/test"), Map.of()).log();

        assertThat(problems.errors()).isEmpty();
        assertThat(log.url()).hasToString("http://ct_server:6962/test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/y", "localhost:6962", "http://a b", "https://user@log.example", "http:///x"})
    void refusesAnAddressOfALogThatIsNone(String url) {
        read(with("ct-log-url", url), Map.of());

        assertThat(problems.errors()).singleElement().asString().contains("is no http or https URL");
    }

    @Test
    void fileAuthorityNeedsItsTwoFiles() {
        read(with("ca", "fileca"), Map.of());

        assertThat(problems.errors())
                .anySatisfy(error ->
                        assertThat(error).contains("fileca-cert must be set to certificate path when using fileca"))
                .anySatisfy(error ->
                        assertThat(error).contains("fileca-key must be set to private key path when using fileca"))
                .hasSize(2);
    }

    @Test
    void neverShowsThePassword() {
        var flags = Map.of(
                "ca",
                "fileca",
                "fileca-cert",
                "c",
                "fileca-key",
                "k",
                "fileca-key-passwd",
                "hunter2",
                "ct-log-url",
                "",
                "insecure-no-ct-log",
                "true");

        assertThat(read(flags, Map.of()).toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"30s,30000", "1m30s,90000", "500ms,500", "1.5s,1500", "0,0", "2h,7200000"})
    void readsDurationsAsTheOriginalsFlagsDo(String text, long millis) {
        assertThat(GoDuration.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "", "s", "1 s", "-1s", "1d", "1e3s", "999999999h999999999h"})
    void refusesDurationsWithoutUnitOrSense(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    /** @param more flag, value, flag, value */
    private static Map<String, String> with(String... more) {
        var flags = new java.util.HashMap<>(ENOUGH);
        for (var i = 0; i < more.length; i += 2) {
            flags.put(more[i], more[i + 1]);
        }
        return flags;
    }

    private Settings read(Map<String, String> flags, Map<String, String> environment) {
        return SettingsReader.read(flags, environment, Optional.empty(), problems);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
