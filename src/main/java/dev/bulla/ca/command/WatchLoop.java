/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.watch.Channel;
import dev.bulla.ca.watch.LogAlarm;
import dev.bulla.ca.watch.Sleep;
import dev.bulla.ca.watch.Webhook;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.LogMisbehavedException;
import dev.bulla.ctlog.LogWatch;
import dev.bulla.ctlog.WatchNews;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Looks at a log again and again, tells everybody, and shouts while there is something to shout about. */
final class WatchLoop {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 10;

    private final LogWatch watch;
    private final Audience audience;
    private final Rhythm rhythm;
    private Optional<LogAlarm> alarm = Optional.empty();

    /** @param errors where is shouted, and told what went wrong */
    record Audience(List<Channel> channels, Optional<Webhook> webhook, PrintWriter errors) {
        Audience {
            channels = List.copyOf(channels);
        }
    }

    /**
     * @param interval from one look to the next, when all is well
     * @param patience how old the newest head may be
     */
    record Rhythm(Duration interval, Duration patience, Sleep sleep, InstantSource clock) {}

    private enum Outcome {
        FOLLOWED,
        MISBEHAVED,
        FAILED
    }

    WatchLoop(LogWatch watch, Audience audience, Rhythm rhythm) {
        this.watch = watch;
        this.audience = audience;
        this.rhythm = rhythm;
    }

    /** Looks once. Returns the command's exit code. */
    int once() throws InterruptedException, IOException {
        var outcome = look();
        send();
        if (outcome == Outcome.MISBEHAVED) {
            return ExitCode.LOG_MISBEHAVES;
        }
        var waits = audience.webhook().isPresent() && !audience.webhook().get().isDone();
        if (waits) {
            tell("some events wait for the webhook; the next run sends them");
        }
        return outcome == Outcome.FAILED || waits ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Looks until the thread is interrupted. */
    void forever() throws InterruptedException {
        var failures = 0;
        while (true) {
            var outcome = look();
            failures = outcome == Outcome.FAILED ? failures + 1 : 0;
            send();
            rhythm.sleep().during(pause(failures));
        }
    }

    private Duration pause(int failures) {
        var pause = rhythm.interval().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 || failures == 0 ? pause : longer(LONGEST_PAUSE, rhythm.interval());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Outcome look() throws InterruptedException {
        try {
            var place = watch.look(this::told);
            if (place.time().isBefore(rhythm.clock().instant().minus(rhythm.patience()))) {
                shout(LogAlarm.silent(place, rhythm.patience(), watch.evidence()));
                return Outcome.MISBEHAVED;
            }
            if (alarm.isPresent()) {
                tell("the log goes on from where it was: %d entries at %s".formatted(place.size(), place.time()));
                alarm = Optional.empty();
            }
            return Outcome.FOLLOWED;
        } catch (LogMisbehavedException e) {
            shout(LogAlarm.of(e, watch.evidence()));
            return Outcome.MISBEHAVED;
        } catch (CheckFailedException e) {
            tell("the log cannot be read: " + Inspection.printable(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            tell("what was found cannot be kept or told, and will be found again: " + e);
        }
        return Outcome.FAILED;
    }

    /** Whoever is told must keep it, so nobody is told what one of them has no room for. It is found again later. */
    private void told(WatchNews news) throws IOException {
        if (audience.webhook().isPresent() && !audience.webhook().get().hasRoom()) {
            throw new IOException(
                    "too many events wait for the webhook; the log is followed on when it has taken some");
        }
        for (var channel : audience.channels()) {
            channel.news(news);
        }
        if (!news.found().isEmpty() || !news.unreadable().isEmpty()) {
            send();
        }
    }

    /** Standard error hears it each time; the others once. */
    private void shout(LogAlarm now) {
        tell(WatchText.text(now).stripTrailing());
        if (alarm.filter(now::equals).isPresent()) {
            return;
        }
        try {
            for (var channel : audience.channels()) {
                channel.alarm(now);
            }
            alarm = Optional.of(now);
        } catch (IOException e) {
            tell("the alarm cannot be told, and will be again: " + e);
        }
    }

    /** A receiver that fails holds nobody up: what it did not take waits on the disk. */
    private void send() {
        if (audience.webhook().isEmpty()) {
            return;
        }
        try {
            audience.webhook().get().send().ifPresent(this::tell);
        } catch (IOException e) {
            tell("what waits for the webhook cannot be read or kept: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String what) {
        audience.errors().println(rhythm.clock().instant() + " " + what);
        audience.errors().flush();
    }
}
