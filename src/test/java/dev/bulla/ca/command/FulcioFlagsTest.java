/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.NotHere;
import dev.bulla.ca.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deploy/README.md says about each flag of the original, against the flags there are. */
class FulcioFlagsTest {
    private static final Pattern ROW = Pattern.compile("\\| `--([a-z0-9_.-]+)` \\| (.+) \\|");

    /** As {@code fulcio serve --help} of v1.8.8 lists them, with their defaults. */
    private static final Map<String, String> PUBLISHED =
            """
            aws-hsm-root-ca-path
            ca
            client-signing-algorithms ecdsa-sha2-256-nistp256,ecdsa-sha2-384-nistp384,ecdsa-sha2-512-nistp521,\
            rsa-sign-pkcs1-2048-sha256,rsa-sign-pkcs1-3072-sha256,rsa-sign-pkcs1-4096-sha256,ed25519
            config
            config-path /etc/fulcio-config/config.yaml
            ct-log-origin
            ct-log-public-key-path
            ct-log-url http://localhost:6962/test
            ct-log.tls-ca-cert
            fileca-cert
            fileca-key
            fileca-key-passwd
            fileca-watch true
            gcp-kms-retries
            gcp-kms-timeout
            gcp_private_ca_parent
            grpc-host 0.0.0.0
            grpc-port 8081
            grpc-tls-certificate
            grpc-tls-key
            help
            host 0.0.0.0
            hsm-caroot-id
            hsm-key-label PKCS11CA
            idle-connection-timeout 30s
            kms-cert-chain-path
            kms-resource
            legacy-unix-domain-socket @fulcio-legacy-grpc-socket
            log_type dev
            metrics-port 2112
            pkcs11-config-path config/crypto11.conf
            port 8080
            read-header-timeout 10s
            tink-cert-chain-path
            tink-keyset-path
            tink-kms-resource
            """.lines().map(line -> (line + " ").split(" ", 2)).collect(toMap(it -> it[0], it -> it[1].strip()));

    private static Map<String, String> table() throws IOException {
        return Files.readAllLines(Path.of("../deploy/README.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static Iterable<Map.Entry<String, String>> rows() throws IOException {
        return table().entrySet();
    }

    @Test
    void everyFlagHasARowAndEveryRowIsAFlag() throws IOException {
        assertThat(table().keySet()).isEqualTo(PUBLISHED.keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theRowIsTrue(Map.Entry<String, String> row) {
        var flag = row.getKey();
        var known = ServeCommand.commandLine().getCommandSpec().findOption("--" + flag) != null;

        if (row.getValue().startsWith("refused: ")) {
            assertThat(NotHere.FLAGS).containsKey(flag);
        } else {
            assertThat(row.getValue()).startsWith("same");
            assertThat(known).isTrue();
            assertThat(NotHere.FLAGS).doesNotContainKey(flag);
        }
    }

    /** "Same" without a remark means the same default, too. */
    @ParameterizedTest
    @MethodSource("rows")
    void whatIsTheSameHasTheSameDefault(Map.Entry<String, String> row) {
        Arrays.stream(Setting.values())
                .filter(setting ->
                        setting.flag().equals(row.getKey()) && row.getValue().equals("same"))
                .forEach(setting -> assertThat(setting.byDefault()).isEqualTo(PUBLISHED.get(row.getKey())));
    }
}
