/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.FilesSeen;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Counter;
import dev.bulla.ca.observe.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the issuer configuration: a changed one is taken over, a wrong one raises an alarm and changes nothing.
 *
 * <table>
 *   <caption>What a look does</caption>
 *   <tr><th>the files hold</th><th>then</th></tr>
 *   <tr><td>what is in use</td><td>an alarm is over</td></tr>
 *   <tr><td>something else for the first time</td><td>nothing: somebody may still be writing</td></tr>
 *   <tr><td>the same other content as at the look before</td><td>it is tried</td></tr>
 *   <tr><td>what was refused</td><td>nothing, until it changes or somebody asks</td></tr>
 *   <tr><td>a file with nothing in it</td><td>it is refused: that file was cut short, and is no order to trust nobody</td></tr>
 * </table>
 */
final class IssuerWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(IssuerWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int MOST_TOLD = 5;

    private final IssuersInUse issuers;
    private final Alarms alarms;
    private final Counter reloads;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("issuers").daemon().factory());

    private FilesSeen used;
    private FilesSeen last;
    private Optional<FilesSeen> refused = Optional.empty();

    /** @param used what the files held before they were read for the configuration in use */
    IssuerWatch(IssuersInUse issuers, FilesSeen used, Alarms alarms, Metrics metrics) {
        this.issuers = issuers;
        this.alarms = alarms;
        this.reloads = metrics.counter(
                "bulla_issuer_reloads_total", "Times a changed issuer configuration was tried.", "outcome");
        reloads.add(0, "taken");
        reloads.add(0, "refused");
        this.used = used;
        this.last = used;
    }

    void start() {
        var _ = ticker.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whatever goes wrong is told and not thrown, or nobody would ever look again. */
    synchronized void look() {
        var seen = FilesSeen.at(issuers.path());
        if (seen.equals(used)) {
            refused = Optional.empty();
            alarms.clear(Alarm.ISSUERS_REFUSED);
        } else if (seen.equals(last) && !refused.equals(Optional.of(seen))) {
            attempt(seen);
        }
        last = seen;
    }

    /** Tries what the files hold now, because somebody who knows says so. */
    synchronized void lookNow() {
        LOG.log(Level.INFO, "asked to read {0} again", issuers.path());
        last = FilesSeen.at(issuers.path());
        attempt(last);
    }

    private void attempt(FilesSeen seen) {
        try {
            if (!seen.empty().isEmpty()) {
                throw new InvalidSettingsException(
                        seen.empty().stream().sorted().map(IssuerWatch::empty).toList());
            }
            issuers.read();
            used = seen;
            refused = Optional.empty();
            reloads.count("taken");
            alarms.clear(Alarm.ISSUERS_REFUSED);
        } catch (InvalidSettingsException e) {
            refuse(seen, words(e.problems()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the issuer configuration could not be taken over", e);
            refuse(seen, "see the log: " + e);
        }
    }

    private static String empty(Path path) {
        return path + " is empty or cannot be read; to trust nobody, write oidc-issuers: {}";
    }

    private void refuse(FilesSeen seen, String why) {
        refused = Optional.of(seen);
        reloads.count("refused");
        alarms.raise(Alarm.ISSUERS_REFUSED, "the configuration before stays in use: " + why);
    }

    private static String words(List<String> problems) {
        var told = String.join("; ", problems.subList(0, Math.min(MOST_TOLD, problems.size())));
        return problems.size() > MOST_TOLD ? told + "; and " + (problems.size() - MOST_TOLD) + " more" : told;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
