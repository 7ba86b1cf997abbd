/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.x509.Bytes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the files of accepted roots: changed ones are taken over once they have stayed the same from one look to the next,
 * wrong ones raise an alarm and change nothing.
 */
final class RootsWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RootsWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final RootsInUse roots;
    private final Alarms alarms;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("roots").daemon().factory());

    private List<Bytes> used;
    private List<Bytes> last;
    private Optional<List<Bytes>> refused = Optional.empty();

    /** Has the roots accepted, or throws {@link InvalidSettingsException}. */
    RootsWatch(RootsInUse roots, Alarms alarms) {
        this.roots = roots;
        this.alarms = alarms;
        this.used = roots.content();
        this.last = used;
        roots.accept(used);
    }

    RootsWatch start() {
        var _ = ticker.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whatever goes wrong is told and not thrown, or nobody would ever look again. */
    synchronized void look() {
        var seen = roots.content();
        if (seen.equals(used)) {
            refused = Optional.empty();
            alarms.clear(Alarm.LOG_ROOTS_REFUSED);
        } else if (seen.equals(last) && !refused.equals(Optional.of(seen))) {
            attempt(seen);
        }
        last = seen;
    }

    /** Tries what the files hold now, because somebody who knows says so. */
    synchronized void lookNow() {
        LOG.log(Level.INFO, "asked to read {0} again", roots.files());
        last = roots.content();
        attempt(last);
    }

    private void attempt(List<Bytes> seen) {
        try {
            var more = roots.accept(seen);
            used = seen;
            refused = Optional.empty();
            alarms.clear(Alarm.LOG_ROOTS_REFUSED);
            LOG.log(Level.INFO, "the accepted roots were read again, {0} of them new", more);
        } catch (InvalidSettingsException e) {
            refuse(seen, String.join("; ", e.problems()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the accepted roots could not be taken over", e);
            refuse(seen, "see the log: " + e);
        }
    }

    private void refuse(List<Bytes> seen, String why) {
        refused = Optional.of(seen);
        alarms.raise(Alarm.LOG_ROOTS_REFUSED, "the roots before stay in use: " + why);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
