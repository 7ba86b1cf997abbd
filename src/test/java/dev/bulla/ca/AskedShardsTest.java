/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.data.AskedLog;
import dev.bulla.ca.data.CutOffLog;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ctlog.Shard;
import dev.bulla.ctlog.ShardPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedShardsTest {
    private static final Instant NOW = Instant.parse("2027-05-10T12:00:00.250Z");
    private static final Shard FIRST =
            new Shard("2027", Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2037-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private DataFolder data;
    private AskedShards asked;

    @BeforeEach
    void begin() {
        data = new DataFolder(folder);
        asked = new AskedShards(data, ShardPeriod.NONE);
    }

    @Test
    void nobodyAskedForOne() throws IOException {
        assertThat(asked.due(List.of(FIRST), NOW)).isEmpty();
    }

    @Test
    void beginsWhenVerifiersHadTimeToLearnItsKey() throws IOException {
        new RotationTerms(Duration.ofHours(36), Duration.ofMinutes(10), RotationTerms.NO_SHARDS).write(data);
        new AskedLog(NOW, false).write(data);

        assertThat(asked.due(List.of(FIRST), NOW))
                .contains(new Shard(
                        "2027-05-12", Instant.parse("2027-05-12T00:10:01Z"), Instant.parse("2037-05-12T00:10:01Z")));
    }

    @Test
    void beginsAtOnceWhereThatIsForcedAndIsNamedAfterItsHourIfItsDayIsTaken() throws IOException {
        new AskedLog(NOW, true).write(data);
        var begin = Instant.parse("2027-05-10T12:00:01Z");

        var byDay = asked.due(List.of(FIRST), NOW).orElseThrow();
        assertThat(byDay.name()).isEqualTo("2027-05-10");
        assertThat(byDay.start()).isEqualTo(begin);
        var byHour = asked.due(List.of(FIRST, byDay), NOW).orElseThrow();
        assertThat(byHour.name()).isEqualTo("2027-05-10T12");
        assertThatThrownBy(() -> asked.due(List.of(FIRST, byDay, byHour), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("made in the next hour");
    }

    @Test
    void shardsNeedNobodyToAsk() throws IOException {
        new AskedLog(NOW, false).write(data);

        assertThatThrownBy(() -> new AskedShards(data, ShardPeriod.YEAR).due(List.of(FIRST), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("log-shards=year");
    }

    /** As after a restore that let it end, since entries of it were lost. */
    @Test
    void aShardThatWasCutOffIsFollowedForTheRestOfItsTime() throws IOException {
        var year = new Shard("2027", FIRST.start(), Instant.parse("2028-01-01T00:00:00Z"));
        var log = Files.createDirectories(data.log("2027"));
        Files.writeString(
                log.resolve("log.json"),
                "{\"origin\":\"log.example/2027\",\"key\":\"AAAA\",\"window_start\":\"2027-01-01T00:00:00Z\",\"created\":\"2027-01-01T00:00:00Z\"}");
        new CutOffLog("2027", NOW).write(data);
        new AskedLog(NOW, true).write(data);

        assertThat(new AskedShards(data, ShardPeriod.YEAR).due(List.of(year), NOW))
                .contains(new Shard("2027-05-10", Instant.parse("2027-05-10T12:00:01Z"), year.end()));
    }

    @Test
    void aDamagedFileIsTold() throws IOException {
        new AskedLog(NOW, false).write(data);
        Files.writeString(folder.resolve("public").resolve("asked-log.json"), "{\"asked\":\"soon\"}");

        assertThatThrownBy(() -> asked.due(List.of(FIRST), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("delete it, and ask again");
    }
}
