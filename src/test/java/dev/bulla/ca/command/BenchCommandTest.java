/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void measuresTheLogBeforeAndAfterItIsFilled() {
        var run = CommandRun.of(
                "bench",
                "log",
                "--writers",
                "1,4",
                "--time",
                "1",
                "--fill",
                "3000",
                "--json",
                "--folder",
                folder.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        var report = JsonMapper.shared().readTree(run.out());
        var runs = report.path("runs");
        assertThat(runs.size()).isEqualTo(4);
        runs.forEach(it -> {
            assertThat(it.path("entries").asLong()).isPositive();
            var times = it.path("milliseconds");
            assertThat(times.path("p50").asDouble())
                    .isPositive()
                    .isLessThanOrEqualTo(times.path("p99").asDouble());
            assertThat(it.path("allocatedBytesPerEntry").asLong()).isPositive();
        });
        assertThat(runs.path(0).path("entriesBefore").asLong()).isZero();
        assertThat(runs.path(1).path("entriesBefore").asLong())
                .isEqualTo(runs.path(0).path("entries").asLong());
        assertThat(runs.path(2).path("entriesBefore").asLong())
                .isEqualTo(3000
                        + runs.path(0).path("entries").asLong()
                        + runs.path(1).path("entries").asLong());
        assertThat(report.path("filled").path("bytes").asLong()).isGreaterThan(3000 * 1200);
        assertThat(report.path("diskMilliseconds").path("p50").asDouble()).isPositive();
    }

    @Test
    void measuresSubmissionsOverHttp() {
        var run = CommandRun.of("bench", "submit", "--clients=1,4", "--time=1", "--json", "--folder=" + folder);

        assertThat(run.exit()).as(run.err()).isZero();
        var runs = JsonMapper.shared().readTree(run.out()).path("runs");
        assertThat(runs.values())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.path("entries").asLong()).isPositive());
        assertThat(runs.path(1).path("entriesBefore").asLong())
                .isEqualTo(runs.path(0).path("entries").asLong());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void measuresTheSearchOfBuilds() {
        var run = CommandRun.of(
                "bench",
                "search",
                "--entries=9000",
                "--repositories=20",
                "--searches=3",
                "--json",
                "--folder=" + folder);

        assertThat(run.exit()).as(run.err()).isZero();
        var report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("entries").asLong()).isEqualTo(9000);
        assertThat(report.path("identityBytesPerEntry").asDouble()).isBetween(1.0, 100.0);
        var searches = report.path("searches");
        assertThat(searches.values())
                .extracting(
                        it -> it.path("of").asString(), it -> it.path("found").asDouble())
                .containsExactly(
                        tuple("repository", 100.0),
                        tuple("repository, since", 100.0),
                        tuple("repository that never built", 0.0),
                        tuple("owner, as a prefix", 100.0));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void printsATableAndLeavesNothing() {
        var run = CommandRun.of(
                "bench",
                "log",
                "--writers",
                "2",
                "--time",
                "1",
                "--entry-size",
                "200",
                "--fill",
                "600",
                "--folder",
                folder.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("write + fdatasync", "entries/s", "p99.9", "filled with 600 entries", "GB on disk");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--writers=0 | --writers must be from 1 to 1024",
                "--writers=1,2000 | --writers must be from 1 to 1024",
                "--time=0 | --time must be from 1 to 600",
                "--time=601 | --time must be from 1 to 600",
                "--entry-size=7 | --entry-size must be from 8 to 32000",
                "--entry-size=32001 | --entry-size must be from 8 to 32000",
                "--fill=-1 | --fill must be from 0 to 100000000",
                "--fill=100000001 | --fill must be from 0 to 100000000"
            })
    void refusesWhatMakesNoSense(String option, String why) {
        var run = CommandRun.of("bench", "log", option, "--folder", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(why);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFloorOfAnIssuanceIsTheSumOfItsOperations() {
        var run = CommandRun.of("bench", "floor", "--time", "5", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("timestamp").values())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.path("best").asDouble()).isPositive());
        var profiles = report.path("profiles");
        assertThat(profiles.values()).extracting(it -> it.path("ca").asString()).containsExactly("P256", "P384");
        profiles.forEach(profile -> {
            var sum = 0.0;
            for (var line : profile.path("microseconds")) {
                assertThat(line.path("best").asDouble())
                        .isPositive()
                        .isLessThanOrEqualTo(line.path("median").asDouble());
                sum += line.path("times").asInt() * line.path("best").asDouble();
            }
            assertThat(profile.path("sumOfBest").asDouble()).isCloseTo(sum, within(0.001));
        });
    }

    @Test
    void theFloorIsATable() {
        var run = CommandRun.of("bench", "floor", "--time", "2");

        assertThat(run.out())
                .contains("CA with P256", "CA with P384", "RS256 verify", "CA: sign (both)", "sum of an issuance")
                .contains("timestamp with P256", "all, from query to reply");
        assertThat(CommandRun.of("bench", "floor", "--time", "0").exit()).isEqualTo(2);
    }
}
