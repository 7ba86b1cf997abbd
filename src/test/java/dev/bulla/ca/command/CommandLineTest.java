/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.NotHere;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"serve", "request", "certificate inspect", "ca init", "version"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        var typed = Typed.bulla((command + " --help").split(" ", -1));

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("Example:", "bulla " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --no-such-flag", "request", "nonsense", "ca init", "certificate inspect"})
    void aWrongCommandLineExitsWithTwo(String command) {
        assertThat(Typed.bulla(command.split(" ", -1)).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @MethodSource("notHere")
    void aFlagWhoseFeatureIsMissingIsRefusedByName(String flag) {
        var typed = Typed.bulla("serve", "--" + flag + "=x");

        assertThat(typed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.err()).contains("--" + flag + " is not supported: ");
    }

    static Stream<String> notHere() {
        return NotHere.FLAGS.keySet().stream().sorted();
    }

    /** The arguments of the original's published compose file, which stop at the one thing they lack. */
    @Test
    void thePublishedArgumentsOfTheOriginalLackTheKeyOfTheLogAlone() {
        var typed = Typed.bulla(
                "serve",
                "--host=0.0.0.0",
                "--port=5555",
                "--grpc-port=5554",
                "--ca=fileca",
                "--fileca-cert=/etc/fulcio/root.pem",
                "--fileca-key=/etc/fulcio/root.key",
                "--fileca-key-passwd=fulcio",
                "--ct-log-url=http://tesseract:6962",
                "--config-path=" + Path.of(System.getProperty("bulla.root", ".."), "config/development-issuers.yaml"));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(typed.err())
                .startsWith("1 problem(s) in the configuration:")
                .contains("ct-log-public-key-path must be set", "openssl pkey");
    }

    @Test
    void theAliasesOfTheOriginalMeanTheSame() {
        var typed = Typed.bulla("serve", "--http-port=many", "--http-host=127.0.0.1");

        assertThat(typed.err()).contains("--port: must be a number from 0 to 65535, was \"many\"");
    }

    @Test
    void theVersionIsThereForPeopleAndForScripts() {
        assertThat(Typed.bulla("version").out()).contains("gitVersion:");
        var json = JsonMapper.shared().readTree(Typed.bulla("version", "--json").out());
        assertThat(json.propertyNames())
                .containsExactly("gitVersion", "gitCommit", "gitTreeState", "javaVersion", "platform");
    }
}
