/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own settings of an issuer: how we come to its keys. */
class IssuerConnectionTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void isTheUsualOneUnlessSomethingIsSaid() throws IOException {
        var connection = direct("type: email").issuers().getFirst().connection();

        assertThat(connection)
                .isEqualTo(new IssuerConnection(
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        false,
                        Optional.empty(),
                        Duration.ofHours(24)));
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void isReadFromYaml() throws IOException {
        var connection = direct("type: email, proxy: none, ca-file: /a, bearer-token-file: /b, key-lifetime: 36h,"
                        + " jwks-hosts: [keys.example, \"keys.example:8443\", \"other.example:443\"]")
                .issuers()
                .getFirst()
                .connection();

        assertThat(problems.errors()).isEmpty();
        assertThat(connection)
                .isEqualTo(new IssuerConnection(
                        false,
                        Optional.of("none"),
                        Optional.of(Path.of("/a")),
                        Optional.of(Path.of("/b")),
                        Set.of("keys.example", "keys.example:8443", "other.example"),
                        false,
                        Optional.empty(),
                        Duration.ofHours(36)));
    }

    @Test
    void isReadFromJsonInItsOwnSpelling() throws IOException {
        var trust = read("""
                {"MetaIssuers": {"https://*.example.com": {"ClientID": "x", "Type": "email", "JWKSHosts": ["k.example"],
                  "AllowPrivateAddresses": true, "CAFile": "/a", "KeyLifetime": "2h"}}}
                """);

        assertThat(problems.errors()).isEmpty();
        var connection = trust.metaIssuers().getFirst().connection();
        assertThat(connection.keyHosts()).containsExactly("k.example");
        assertThat(connection.privateAddresses()).isTrue();
        assertThat(connection.rootsFile()).contains(Path.of("/a"));
        assertThat(connection.keyLifetime()).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    key-lifetime: 4m                          | must be a duration from 5m to 720h, was "4m"
                    key-lifetime: 721h                        | must be a duration from 5m to 720h
                    key-lifetime: soon                        | must be a duration
                    jwks-hosts: ["https://keys.example/"]     | is no server: write host or host:port
                    jwks-hosts: ["*.example.com"]             | is no server
                    jwks-hosts: {a: b}                        | must be a list
                    jwks-hosts: [[a]]                         | must be text
                    jwks-file: /a, proxy: none                | proxy has no effect with jwks-file
                    jwks-file: /a, key-lifetime: 5m           | key-lifetime has no effect with jwks-file
                    ca-file: "\\0"                            | no file can be called so
                    jwks_hosts: [a]                           | did you mean "jwks-hosts"?
                    """)
    void saysWhatCannotBeMeant(String setting, String sentence) throws IOException {
        direct("type: email, " + setting);

        assertThat(problems.errors())
                .anySatisfy(error -> assertThat(error)
                        .startsWith(folder.resolve("issuers.yaml") + ":2: ")
                        .contains(sentence));
    }

    @Test
    void takesNoDurationOfThousandsOfParts() throws IOException {
        direct("type: email, key-lifetime: " + "1s".repeat(10_000));

        assertThat(problems.errors()).singleElement().asString().contains("key-lifetime must be a duration");
    }

    @Test
    void showsATokenOverHttpsOnly() throws IOException {
        read("oidc-issuers:\n  http://localhost:1: {issuer-url: \"http://localhost:1\", client-id: x, type: email,"
                + " bearer-token-file: /a}\n");

        assertThat(problems.errors()).singleElement().asString().contains("a token is shown over https only");
    }

    @ParameterizedTest
    @CsvSource({"jwks-file, keys are pinned for one issuer", "bearer-token-file, a token is for one issuer"})
    void keepsFromAPatternWhatIsForOneIssuer(String setting, String sentence) throws IOException {
        read("meta-issuers:\n  https://*.example.com: {client-id: x, type: email, %s: /a}\n".formatted(setting));

        assertThat(problems.errors()).singleElement().asString().contains(sentence);
    }

    @Test
    void warnsThatAnIssuerWithAUrlOfItsOwnMayBeAnywhereAnyway() throws IOException {
        direct("type: email, allow-private-addresses: true");

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).singleElement().asString().contains("allow-private-addresses is for patterns");
    }

    private TrustSettings direct(String fields) throws IOException {
        return read("oidc-issuers:\n  https://a.example: {issuer-url: \"https://a.example\", client-id: x, %s}\n"
                .formatted(fields));
    }

    private TrustSettings read(String text) throws IOException {
        return TrustFile.read(Files.writeString(folder.resolve("issuers.yaml"), text), problems);
    }
}
