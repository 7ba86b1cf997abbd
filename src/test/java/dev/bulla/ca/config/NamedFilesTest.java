/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.NamedFiles.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {
    @TempDir
    private Path folder;

    private NamedFiles read(Map<String, String> flags, Map<String, String> environment, String settings)
            throws IOException {
        var problems = new Problems();
        var file = Files.writeString(folder.resolve("serve.yaml"), settings);
        var named = NamedFiles.read(flags, environment, Optional.of(file), problems);
        problems.throwIfAny();
        return named;
    }

    @Test
    void knowsEveryFileThatASettingNames() throws IOException {
        var named = read(Map.of(), Map.of("BULLA_TLS_KEY", "/etc/tls/key of ours.pem"), """
                data: /var/lib/bulla
                config-path: /etc/bulla/trust
                fileca-cert: /etc/bulla/ca/chain.pem
                fileca-key: /etc/bulla/ca/intermediate-key.pem
                log-note-keys: /etc/bulla/one.pem /etc/bulla/two.pem
                trust-merge: [/etc/bulla/rekor.json]
                """);

        assertThat(named.data()).isEqualTo(Path.of("/var/lib/bulla"));
        assertThat(named.audit()).contains(Path.of("/var/lib/bulla/audit.jsonl"));
        assertThat(named.files())
                .containsExactlyInAnyOrder(
                        new Named(folder.resolve("serve.yaml"), false, false),
                        new Named(Path.of("/etc/tls/key of ours.pem"), true, false),
                        new Named(Path.of("/etc/bulla/trust"), false, false),
                        new Named(Path.of("/etc/bulla/ca/chain.pem"), false, false),
                        new Named(Path.of("/etc/bulla/ca/next/chain.pem"), false, true),
                        new Named(Path.of("/etc/bulla/ca/previous/chain.pem"), false, true),
                        new Named(Path.of("/etc/bulla/ca/intermediate-key.pem"), true, false),
                        new Named(Path.of("/etc/bulla/ca/next/intermediate-key.pem"), true, true),
                        new Named(Path.of("/etc/bulla/ca/previous/intermediate-key.pem"), true, true),
                        new Named(Path.of("/etc/bulla/one.pem"), true, false),
                        new Named(Path.of("/etc/bulla/two.pem"), true, false),
                        new Named(Path.of("/etc/bulla/rekor.json"), false, false));
    }

    @Test
    void aFlagWinsAndALogThatRunsAloneHasSuchAFileToo() throws IOException {
        var named = read(
                Map.of("data", "elsewhere"), Map.of(), "data: here\nlog-accepted-roots: ca.pem\naudit-log: \"-\"\n");

        assertThat(named.data()).isEqualTo(Path.of("elsewhere"));
        assertThat(named.audit()).isEmpty();
        assertThat(named.files()).contains(new Named(Path.of("ca.pem"), false, false));
    }

    @Test
    void withoutASettingsFileThereIsTheDataFolderAlone() {
        var named = NamedFiles.read(Map.of(), Map.of(), Optional.empty(), new Problems());

        assertThat(named.data()).isEqualTo(Path.of("./bulla-data"));
        assertThat(named.files()).isEmpty();
    }

    /** Whoever adds a setting that names a file is to say whether it is a key. */
    @Test
    void everySettingThatSpeaksOfAPemFileIsKnown() throws IOException {
        for (var setting : Setting.values()) {
            if (setting.why().contains("PEM")) {
                assertThat(read(Map.of(setting.flag(), "some.pem"), Map.of(), "")
                                .files())
                        .as(setting.flag())
                        .hasSizeGreaterThan(1);
            }
        }
    }
}
