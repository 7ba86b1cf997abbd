/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreReaderTest {
    private final Problems problems = new Problems();

    @TempDir
    private Path folder;

    @Test
    void aLogLiesInTheDataFolderUnlessSomethingElseIsSaid() {
        assertThat(read(Map.of()).store()).isEmpty();
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void amazonIsMeantUnlessAnotherAddressIsSaid() {
        var store = read(Map.of("log-store", "s3://ct-logs/a/b", "log-s3-region", "eu-central-1"))
                .store()
                .orElseThrow();

        assertThat(problems.errors()).isEmpty();
        assertThat(store.bucket())
                .isEqualTo(new LogTarget.Bucket(
                        URI.create("https://s3.eu-central-1.amazonaws.com"), "eu-central-1", "ct-logs", "a/b/"));
        assertThat(store.lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(store.between()).isEqualTo(Duration.ofMillis(50));
        assertThat(store.credentials()).isEmpty();
    }

    @Test
    void aBucketNeedsNoPrefix() {
        assertThat(read(Map.of("log-store", "s3://ct-logs"))
                        .store()
                        .orElseThrow()
                        .bucket()
                        .prefix())
                .isEmpty();
        assertThat(read(Map.of("log-store", "s3://ct-logs/"))
                        .store()
                        .orElseThrow()
                        .bucket()
                        .prefix())
                .isEmpty();
    }

    @Test
    void aLogInAStoreMayBeInShards() {
        var target = read(Map.of("log-store", "s3://ct-logs", "log-shards", "year"));

        assertThat(problems.errors()).isEmpty();
        assertThat(target.shards().period()).isEqualTo("year");
    }

    @Test
    void commandsFindItInTheFilesOfBothServers() throws IOException {
        var authority =
                Files.writeString(folder.resolve("bulla.yaml"), "log-store: s3://ct-logs/ca\ngrpc-port: 5554\n");
        var alone = Files.writeString(
                folder.resolve("ct-log.yaml"), "log-store: s3://ct-logs/ca\nlog-accepted-roots: x.pem\n");

        for (var file : List.of(authority, alone)) {
            assertThat(SettingsReader.readStore(Map.of(), Map.of(), Optional.of(file), problems)
                            .orElseThrow()
                            .bucket()
                            .prefix())
                    .isEqualTo("ca/");
        }
        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "log-store, http://bucket, s3://bucket/logs",
        "log-store, s3://UPPER/logs, s3://bucket/logs",
        "log-store, s3://bucket/../logs, s3://bucket/logs",
        "log-s3-endpoint, http://store.example, https",
        "log-s3-endpoint, https://store.example?x=1, query",
        "log-s3-region, EU West, region",
        "log-s3-lease, 1s, duration",
        "log-s3-between, -1s, duration"
    })
    void whatCannotBeMeantIsSaid(String setting, String value, String hint) {
        var flags = new HashMap<>(Map.of("log-store", "s3://bucket/logs"));
        flags.put(setting, value);

        read(flags);

        assertThat(problems.errors()).hasSize(1).first().asString().contains(setting, hint);
    }

    @Test
    void plainHttpIsForThisMachine() {
        for (var endpoint : List.of("http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000")) {
            read(Map.of("log-store", "s3://bucket", "log-s3-endpoint", endpoint));
        }

        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void whatIsSaidAboutNoStoreIsSaidToMeanNothing() {
        read(Map.of("log-s3-endpoint", "https://store.example", "log-s3-lease", "30s"));

        assertThat(problems.errors())
                .hasSize(2)
                .allMatch(problem -> problem.contains("means nothing without log-store"));
    }

    private LogTarget.Embedded read(Map<String, String> flags) {
        return SettingsReader.readLogToMake(flags, Map.of(), Optional.empty(), problems);
    }
}
