/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.NotHere;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that keeps a server from starting. */
class ServeCommandTest {
    private static final String NOBODY = "oidc-issuers: {}\n";

    @TempDir
    private Path folder;

    static Stream<String> notHere() {
        return NotHere.FLAGS.keySet().stream();
    }

    @Test
    void tellsAllProblemsOfAllFilesAtOnceWithTheirLines() throws IOException {
        var issuers = write("issuers.yaml", """
                oidc-issuers:
                  https://a.example.com:
                    issuer-url: https://a.example.com
                    client-id: sigstore
                    type: ci-provider
                    ci-provider: missing
                """);
        var settings = write("serve.yaml", "port: many\nunheard-of: 1\nconfig-path: " + issuers + "\n");

        var run = CommandRun.of("serve", "--config", settings.toString(), "--client-signing-algorithms=rot13");

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err())
                .contains(
                        settings + ":1: must be a number",
                        settings + ":2: \"unheard-of\" is not a setting",
                        "--ca: required flag \"ca\" not set",
                        issuers + ":6: metadata not found for ci provider missing",
                        "--client-signing-algorithms: could not find matching signature algorithm for flag: rot13")
                .startsWith("5 problem(s)")
                .doesNotContain("\tat ");
    }

    @Test
    void aMissingIssuerFileIsNamedTogetherWithOneThatShowsHow() {
        var missing = folder.resolve("none.yaml").toString();

        var run = CommandRun.of("serve", "--config-path", missing);

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err()).contains(missing + ": is not there", "config/development-issuers.yaml");
        assertThat(Path.of("../config/development-issuers.yaml")).exists();
    }

    @Test
    void aMissingSettingsFileIsNamed() {
        var run = CommandRun.of("serve", "-c", folder.resolve("none.yaml").toString());

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err()).contains("none.yaml: unable to stat config file provided");
    }

    @ParameterizedTest
    @MethodSource("notHere")
    void refusesAFlagOfTheOriginalByNameAndSaysWhatToDoInstead(String flag) {
        var run = CommandRun.of("serve", "--" + flag + "=x");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo("--" + flag + " is not supported: " + NotHere.FLAGS.get(flag));
        assertThat(CommandRun.of("serve", "--help").out()).doesNotContain("--" + flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kmsca", "tinkca", "pkcs11ca", "googleca"})
    void refusesAnAuthorityOfTheOriginalByName(String ca) {
        var run = CommandRun.of("serve", "--ca", ca);

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err()).contains("--ca=" + ca + " is not supported: Bulla signs with keys from files");
    }

    /** Fulcio's docker-compose.yml, to which only the log's key has to be added. */
    @Test
    void understandsThePublishedComposeFile() throws IOException {
        var published = List.of(
                "--host=0.0.0.0",
                "--port=5555",
                "--grpc-port=5554",
                "--ca=fileca",
                "--fileca-cert=/etc/no-such-folder/root.pem",
                "--fileca-key=/etc/no-such-folder/root.key",
                "--fileca-key-passwd=fulcio",
                "--ct-log-url=http://tesseract:6962");

        var run = serve(published, "--ct-log-public-key-path=log.pem", "--log_type=prod");

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err())
                .contains("/etc/no-such-folder/root.pem cannot be read")
                .doesNotContain("problem(s)");
    }

    @Test
    void asksThePublishedComposeFileForNothingButTheKeyOfTheLog() throws IOException {
        var run = serve(
                List.of("--ca=fileca", "--fileca-cert=c", "--fileca-key=k"), "--ct-log-url=http://tesseract:6962");

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err()).startsWith("1 problem(s)").contains("ct-log-public-key-path must be set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "grpc-port", "metrics-port"})
    void aPortThatSomebodyElseHasIsNamed(String flag) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var run = serve(
                    List.of(
                            "--ca=ephemeralca",
                            "--ct-log-url=",
                            "--insecure-no-ct-log",
                            "--host=127.0.0.1",
                            "--grpc-host=127.0.0.1",
                            "--admin-host=127.0.0.1"),
                    Stream.of("port", "grpc-port", "metrics-port")
                            .map(port -> "--" + port + "=" + (port.equals(flag) ? taken.getLocalPort() : 0))
                            .toArray(String[]::new));

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .containsIgnoringCase("address already in use")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?tenant=1", ":65536", "/#x"})
    void anAddressOfAnIssuerThatCannotBeAskedIsToldWithItsLineAmongAllElse(String rest) throws IOException {
        var url = "https://a.example.com" + rest;
        var issuers = write("issuers.yaml", """
                oidc-issuers:
                  "%s":
                    issuer-url: "%s"
                    client-id: sigstore
                    type: email
                """.formatted(url, url));

        var run = CommandRun.of("serve", "--port=many", "--config-path=" + issuers, "--data=" + folder);

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err()).contains(issuers + ":3: " + url + " is no issuer's URL", "--port: must be a number");
    }

    @Test
    void anAliasMeansWhatItStandsFor() {
        var run = CommandRun.of("serve", "--http-port=many");

        assertThat(run.err()).contains("--port: must be a number from 0 to 65535, was \"many\"");
    }

    private CommandRun serve(List<String> flags, String... more) throws IOException {
        var arguments = new ArrayList<String>();
        arguments.add("serve");
        arguments.addAll(flags);
        arguments.addAll(List.of(more));
        arguments.add("--config-path=" + write("nobody.yaml", NOBODY));
        arguments.add("--data=" + folder.resolve("data"));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
