/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who has installed the package, and does what its README tells to type.
 *
 * @param port of the authority over HTTP
 */
record DebianOperator(DebianMachine machine, int port) {
    private static final Path README = Path.of("../deploy/debian/README.Debian");
    private static final Pattern CHECKPOINT = Pattern.compile("\\Alocalhost/test-log\\n(\\d+)\\n");

    /** The commands that are printed under a line of the README, up to the next step. */
    static List<String> told(String heading) {
        try (var lines = Files.lines(README)) {
            return lines.dropWhile(line -> !line.startsWith(heading))
                    .skip(1)
                    .takeWhile(line -> !line.matches("\\d\\. .*"))
                    .filter(line -> line.startsWith("     "))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void types(List<String> commands) {
        assertThat(commands).isNotEmpty();
        commands.forEach(command -> machine.run(command).succeeds());
    }

    /** Changes a setting that the file has already. */
    void sets(String file, String setting, Object value) {
        machine.run("grep -q '^%1$s:' %3$s && sed -i 's|^%1$s:.*|%1$s: %2$s|' %3$s".formatted(setting, value, file))
                .succeeds();
    }

    /** As "systemctl edit" does, which wants a terminal. */
    void edits(String unit, List<String> lines) {
        machine.run(
                        "mkdir -p /etc/systemd/system/%1$s.service.d && cat > /etc/systemd/system/%1$s.service.d/override.conf && systemctl daemon-reload"
                                .formatted(unit),
                        String.join("\n", lines))
                .succeeds();
    }

    void trusts(String issuer) {
        machine.run(
                        "cat > /etc/bulla/trust/issuers/test.yaml",
                        "oidc-issuers: {'%1$s': {issuer-url: '%1$s', client-id: sigstore, type: email}}\n"
                                .formatted(issuer))
                .succeeds();
    }

    /** Fails where none is given. */
    void asksForACertificate(String token) {
        assertThat(asks(token).succeeds().said()).contains("O=Example");
    }

    DebianMachine.Run asks(String token) {
        return machine.run("bulla request --token-file - --url http://localhost:" + port, token);
    }

    /** Fails where a log is not sound, as others read it. */
    void checks(String data, int at) {
        machine.run("openssl pkey -in %s/keys/log-*.pem -pubout -out log.pub".formatted(data))
                .succeeds();
        machine.run("bulla log fsck --signatures --key log.pub http://localhost:%d/log".formatted(at))
                .succeeds();
    }

    int logSize() {
        var text = machine.run("cat /var/lib/bulla/log/*/checkpoint").said();
        var checkpoint = CHECKPOINT.matcher(text);
        assertThat(checkpoint.find()).as(text).isTrue();
        return Integer.parseInt(checkpoint.group(1));
    }

    String logKey() {
        return machine.run("sha256sum /var/lib/bulla/keys/log-*.pem").succeeds().said();
    }
}
