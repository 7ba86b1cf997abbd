/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.ApiEvents;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.issuance.IssuanceEvents;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.otlp.Collector;
import dev.bulla.ca.otlp.Exporter;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.trace.Tracer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What listens to requests for a collector of traces; nothing, unless the settings name one. */
final class TracingWiring {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Optional<Exporter> exporter;
    private final Optional<Tracer> tracer;

    private TracingWiring(Optional<Exporter> exporter, Optional<Tracer> tracer) {
        this.exporter = exporter;
        this.tracer = tracer;
    }

    static TracingWiring of(Optional<Settings.Tracing> settings, InstantSource clock, Metrics metrics) {
        return settings.map(it -> on(it, clock, metrics))
                .orElseGet(() -> new TracingWiring(Optional.empty(), Optional.empty()));
    }

    private static TracingWiring on(Settings.Tracing settings, InstantSource clock, Metrics metrics) {
        var environment = System.getenv();
        var caller = new Caller(TlsRoots.system(environment), Proxies.ofEnvironment(environment), CONNECT);
        var exporter = new Exporter(
                new Collector(settings.collector(), caller), Version.current().version());
        metrics.observedCounter("bulla_spans_sent_total", "Spans that the collector has taken.")
                .is(exporter::sent);
        metrics.observedCounter("bulla_spans_lost_total", "Spans that it has not.")
                .is(exporter::lost);
        return new TracingWiring(Optional.of(exporter), Optional.of(new Tracer(settings.perSecond(), clock, exporter)));
    }

    /** The same events, and those of decisions told to whoever follows the request. */
    IssuanceEvents with(IssuanceEvents events) {
        return tracer.<IssuanceEvents>map(_ -> new TracedDecisions(events)).orElse(events);
    }

    ApiEvents with(ApiEvents events) {
        return tracer.<ApiEvents>map(it -> new TracedApi(events, it)).orElse(events);
    }

    /** What is to be closed when no request can come any more. */
    Optional<Exporter> exporter() {
        return exporter;
    }
}
