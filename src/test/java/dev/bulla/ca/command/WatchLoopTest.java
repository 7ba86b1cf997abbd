/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.SignedLog;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.watch.Channel;
import dev.bulla.ca.watch.JsonObjects;
import dev.bulla.ca.watch.LogAlarm;
import dev.bulla.ctlog.LogWatch;
import dev.bulla.ctlog.WatchNews;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchLoopTest {
    private static final SignedLog LOG = new SignedLog(2);
    private static final SignedLog OTHER = new SignedLog(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private final List<Duration> slept = new ArrayList<>();
    private final List<LogAlarm> alarms = new ArrayList<>();

    @Test
    void aLogThatCannotBeReadIsLookedAtAgainAfterGrowingPauses() throws Exception {
        follow(6, (_, _) -> {
            throw new IOException("dead\u001b[2J");
        });

        assertThat(slept).extracting(Duration::toMinutes).containsExactly(2L, 4L, 8L, 10L, 10L, 10L);
        assertThat(errors.toString().lines()).hasSize(6).allMatch(line -> line.contains("cannot be read: dead"));
        assertThat(errors.toString()).doesNotContain("\u001b");
        assertThat(alarms).isEmpty();
    }

    @Test
    void anAlarmIsShoutedAtEachLookAndToldToOthersOnce() throws Exception {
        follow(
                5,
                (path, _) -> Optional.of(
                        (path.equals("checkpoint") ? OTHER.checkpoint() : "").getBytes(StandardCharsets.UTF_8)));

        assertThat(errors.toString().lines().filter(line -> line.contains("ALARM")))
                .hasSize(5);
        assertThat(alarms)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.fault()).isEqualTo("not-signed"));
        assertThat(slept).containsOnly(MINUTE);
    }

    @Test
    void anAlarmThatCouldNotBeToldIsToldAgain() throws Exception {
        var failures = new ArrayList<LogAlarm>();
        var reluctant = new Recording() {
            @Override
            public void alarm(LogAlarm alarm) throws IOException {
                failures.add(alarm);
                if (failures.size() < 3) {
                    throw new IOException("no room");
                }
            }
        };

        follow(5, reluctant, (_, _) -> Optional.of(OTHER.checkpoint().getBytes(StandardCharsets.UTF_8)));

        assertThat(failures).hasSize(3);
    }

    private void follow(int looks, LogWatch.Pages pages) throws Exception {
        follow(looks, new Recording(), pages);
    }

    private void follow(int looks, Channel channel, LogWatch.Pages pages) throws Exception {
        var target = new LogWatch.Target(LOG.key(), pages, JsonObjects::parse, Optional.empty());
        var wishes = new LogWatch.Wishes(List.of(), false, 1, _ -> {});
        try (var watch = LogWatch.open(target, folder, wishes, Crypto.fastest().provider())) {
            var audience = new WatchLoop.Audience(List.of(channel), Optional.empty(), new PrintWriter(errors));
            new WatchLoop(
                            watch,
                            audience,
                            new WatchLoop.Rhythm(MINUTE, HOUR, pause -> sleep(pause, looks), new TestClock()))
                    .forever();
        } catch (InterruptedException _) {
            // It has looked often enough.
        }
    }

    private void sleep(Duration pause, int looks) throws InterruptedException {
        slept.add(pause);
        if (slept.size() == looks) {
            throw new InterruptedException();
        }
    }

    private class Recording implements Channel {
        @Override
        public void news(WatchNews news) {
            // Nothing of these logs is ever verified.
        }

        @Override
        public void alarm(LogAlarm alarm) throws IOException {
            alarms.add(alarm);
        }
    }
}
