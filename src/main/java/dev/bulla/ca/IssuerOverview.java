/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.discovery.IssuerHealth;
import dev.bulla.ca.discovery.PinnedKeys;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Gauge;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.Readiness;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** How issuers do, as metrics, lines of the readiness page and alarms: one of each for every entry of the configuration. */
final class IssuerOverview {
    private final Readiness readiness;
    private final Alarms alarms;
    private final Gauge up;
    private final Gauge age;
    private final Gauge keys;
    private final Gauge fetches;
    private final Gauge waiting;
    private final TreeMap<String, String> refusedFiles = new TreeMap<>();
    private Set<String> shown = Set.of();

    IssuerOverview(Metrics metrics, Readiness readiness, Alarms alarms) {
        this.readiness = readiness;
        this.alarms = alarms;
        up = metrics.gauge("bulla_issuer_up", "1 if the issuer's keys were there at the last look.", "issuer");
        age = metrics.gauge("bulla_issuer_keys_age_seconds", "Time since they were seen last; NaN: never.", "issuer");
        keys = metrics.gauge("bulla_issuer_keys", "Keys of the issuer that can verify tokens.", "issuer");
        fetches = metrics.observedCounter(
                "bulla_issuer_fetches_total", "Times the issuer's keys were fetched.", "issuer", "outcome");
        waiting = metrics.gauge("bulla_issuer_waiting", "Requests that wait for the issuer's keys.", "issuer");
    }

    /** Shows these and no others, by the URL of an issuer or the pattern of several. */
    synchronized void show(Map<String, KeySource> sources) {
        shown.stream().filter(entry -> !sources.containsKey(entry)).forEach(this::forget);
        sources.forEach((entry, source) -> add(entry, source.health(), source.waiting()));
        shown = Set.copyOf(sources.keySet());
    }

    private void forget(String entry) {
        Stream.of(up, age, keys, waiting).forEach(gauge -> gauge.forget(entry));
        fetches.forget(entry, "ok");
        fetches.forget(entry, "failed");
        readiness.forget("issuer " + entry);
        eventsOf(entry).accepted();
    }

    private void add(String entry, IssuerHealth health, IntSupplier requestsWaiting) {
        up.is(() -> health.isUp() ? 1 : 0, entry);
        age.is(() -> health.age().map(span -> (double) span.toSeconds()).orElse(Double.NaN), entry);
        keys.is(health::usableKeys, entry);
        fetches.is(health::fetches, entry, "ok");
        fetches.is(health::failures, entry, "failed");
        waiting.is(requestsWaiting::getAsInt, entry);
        readiness.fact("issuer " + entry, health::line);
    }

    /** Several issuers may have bad files at a time. The alarm names them all, and is over when the last one is mended. */
    PinnedKeys.Events eventsOf(String issuer) {
        return new PinnedKeys.Events() {
            @Override
            public void refused(String why) {
                synchronized (refusedFiles) {
                    if (!why.equals(refusedFiles.put(issuer, why))) {
                        raise();
                    }
                }
            }

            @Override
            public void accepted() {
                synchronized (refusedFiles) {
                    if (refusedFiles.remove(issuer) != null) {
                        raise();
                    }
                }
            }
        };
    }

    private void raise() {
        if (refusedFiles.isEmpty()) {
            alarms.clear(Alarm.ISSUER_KEYS_REFUSED);
        } else {
            alarms.raise(Alarm.ISSUER_KEYS_REFUSED, String.join("; ", refusedFiles.values()));
        }
    }
}
