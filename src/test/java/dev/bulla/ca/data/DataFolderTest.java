/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.data.ServedAddresses.Services;
import dev.bulla.ctlog.ShardPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DataFolderTest {
    @TempDir
    private Path path;

    private DataFolder folder;

    @BeforeEach
    void anEmptyFolder() {
        folder = new DataFolder(path);
    }

    @Test
    void remembersWhereTheServerCouldBeReached() throws IOException {
        var first = new ServedAddresses(
                new Services("http://127.0.0.1:5555", Optional.of("http://127.0.0.1:5555/log"), Optional.empty()),
                Optional.of(new Services(
                        "https://ca.example",
                        Optional.of("https://log.example/2026"),
                        Optional.of("https://ca.example/api/v1/timestamp"))));
        first.write(folder);
        assertThat(ServedAddresses.read(folder)).contains(first);

        var second = new ServedAddresses(
                new Services("http://127.0.0.1:6666", Optional.empty(), Optional.empty()), Optional.empty());
        second.write(folder);
        assertThat(ServedAddresses.read(folder)).contains(second);
    }

    @Test
    void whatIsPublicCanBeReadByEveryUserOfTheMachine() throws IOException {
        new ServedAddresses(new Services("http://127.0.0.1:5555", Optional.empty(), Optional.empty()), Optional.empty())
                .write(folder);
        var ordinary = Files.getPosixFilePermissions(Files.createFile(path.resolve("ordinary")));

        assertThat(Files.getPosixFilePermissions(path.resolve("public/addresses.json")))
                .isEqualTo(ordinary);
    }

    @Test
    void knowsNoAddressBeforeTheFirstStart() throws IOException {
        assertThat(ServedAddresses.read(folder)).isEmpty();
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        Files.createDirectories(path.resolve("public"));
        Files.writeString(path.resolve("public/addresses.json"), "{\"http\": ");

        assertThatThrownBy(() -> ServedAddresses.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("addresses.json is damaged");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,       http://127.0.0.1:5555/log",
        "::,            http://127.0.0.1:5555/log",
        "ca.internal,   http://ca.internal:5555/log",
        "::1,           http://[::1]:5555/log"
    })
    void givesAUrlThatAnswersFromHere(String host, String url) {
        assertThat(ServedAddresses.url(false, host, 5555, "/log")).isEqualTo(url);
    }

    @Test
    void keepsEveryChainOnce() throws IOException {
        var chains = new PublicChains(folder);
        assertThat(chains.all()).isEmpty();

        chains.keep(List.of("intermediate\n", "root\n"));
        chains.keep(List.of("intermediate\n", "root\n"));
        chains.keep(List.of("later intermediate\n", "root\n"));

        assertThat(chains.all()).containsExactlyInAnyOrder("intermediate\nroot\n", "later intermediate\nroot\n");
    }

    @Test
    void keepsTheChainsOfTimestampsApart() throws IOException {
        PublicChains.ofTimestamps(folder).keep(List.of("stamps\n", "root\n"));

        assertThat(PublicChains.ofTimestamps(folder).all()).containsExactly("stamps\nroot\n");
        assertThat(new PublicChains(folder).all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void knowsAShardOfEveryPeriodByItsName(ShardPeriod period) throws IOException {
        var name = period.at(Instant.parse("2027-08-31T23:00:00Z")).name();

        Files.createDirectories(folder.log(name));

        assertThat(folder.shards()).containsExactly(name);
    }

    @Test
    void listsTheLogsThatWereMadeHere() throws IOException {
        assertThat(folder.shards()).isEmpty();

        Files.createDirectories(folder.log("2027"));
        Files.createDirectories(folder.log("2026"));
        Files.createDirectories(folder.log("lost+found"));

        assertThat(folder.shards()).containsExactly("2026", "2027");
    }
}
