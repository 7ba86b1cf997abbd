/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Gauge;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.signing.Reloaded;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.tls.ServerTls;
import dev.bulla.ca.tls.TlsIdentity;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the certificates of our ports do, as a metric, lines of the readiness page and alarms. */
final class TlsOverview {
    private static final Logger LOG = System.getLogger(TlsOverview.class.getName());
    private static final Duration SOON = Duration.ofDays(14);

    /** Certificates that live for days are renewed days before, or hours: a tenth of their life is late for all of them. */
    private static final int PART_OF_LIFE = 10;

    private final InstantSource clock;
    private final Alarms alarms;
    private final Readiness readiness;
    private final Metrics metrics;
    private Optional<Gauge> ends = Optional.empty();
    private final TreeMap<String, ServerTls> ports = new TreeMap<>();
    private final TreeMap<String, String> refused = new TreeMap<>();

    TlsOverview(InstantSource clock, Alarms alarms, Metrics metrics, Readiness readiness) {
        this.clock = clock;
        this.alarms = alarms;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    synchronized void show(String port, ServerTls tls) {
        ports.put(port, tls);
        var gauge = ends.orElseGet(() -> metrics.gauge(
                "bulla_tls_certificate_end_seconds", "When the certificate of the port ends, Unix time.", "port"));
        ends = Optional.of(gauge);
        gauge.is(() -> tls.identity().end().getEpochSecond(), port);
        readiness.fact("TLS of the " + port + " port", () -> tls.identity().toString());
        tls.identity()
                .trouble(clock.instant())
                .ifPresent(trouble -> LOG.log(Level.WARNING, "TLS of the {0} port: {1}", port, trouble));
        look();
    }

    /** Looks at how much time the certificates have left. To be called now and then. */
    synchronized void look() {
        var now = clock.instant();
        var late = new TreeMap<String, String>();
        ports.forEach((port, tls) -> lateness(tls.identity(), now).ifPresent(what -> late.put(port, what)));
        tell(Alarm.TLS_CERTIFICATE_ENDS, late);
    }

    private static Optional<String> lateness(TlsIdentity identity, Instant now) {
        var tenth = Duration.between(identity.start(), identity.end()).dividedBy(PART_OF_LIFE);
        var soon = tenth.compareTo(SOON) < 0 ? tenth : SOON;
        return identity.trouble(now)
                .or(() -> Optional.of("the certificate ends at " + identity.end())
                        .filter(_ -> now.plus(soon).isAfter(identity.end())));
    }

    /** Several ports may have bad files at a time. The alarm names them all, and is over when the last is mended. */
    Reloaded.Events<TlsIdentity> eventsOf(String port) {
        return new Reloaded.Events<>() {
            @Override
            public void replaced(TlsIdentity identity) {
                LOG.log(Level.INFO, "TLS of the {0} port: from now on {1}", port, identity);
                mended(port);
                look();
            }

            @Override
            public void refused(UnusableKeyException why) {
                refuse(port, String.valueOf(why.getMessage()));
            }

            @Override
            public void restored() {
                mended(port);
            }
        };
    }

    private synchronized void refuse(String port, String why) {
        refused.put(port, why);
        tell(Alarm.TLS_FILES_REFUSED, refused);
    }

    private synchronized void mended(String port) {
        if (refused.remove(port) != null) {
            tell(Alarm.TLS_FILES_REFUSED, refused);
        }
    }

    private void tell(Alarm alarm, SortedMap<String, String> troubles) {
        if (troubles.isEmpty()) {
            alarms.clear(alarm);
        } else {
            var words = new StringBuilder();
            troubles.forEach((port, what) -> words.append(words.isEmpty() ? "" : "; ")
                    .append(port)
                    .append(" port: ")
                    .append(what));
            alarms.raise(alarm, words.toString());
        }
    }
}
