/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.Settings;
import dev.bulla.ca.config.TlsTargets;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.tls.ServerTls;
import dev.bulla.ca.tls.TlsFiles;
import dev.bulla.ca.web.Endpoint;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ports with their TLS, and the clock that looks after its files. */
final class TlsWiring implements AutoCloseable {
    private final InstantSource clock;
    private final TlsOverview overview;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tls-files").daemon().factory());

    private TlsWiring(InstantSource clock, TlsOverview overview) {
        this.clock = clock;
        this.overview = overview;
        var _ = ticker.scheduleWithFixedDelay(overview::look, 0, 1, TimeUnit.MINUTES);
    }

    static TlsWiring of(InstantSource clock, TlsOverview overview) {
        return new TlsWiring(clock, overview);
    }

    /** The ports of a certificate authority. */
    record OfAuthority(TlsWiring wiring, Settings.Ports ports) {

        Endpoint http() {
            var http = wiring.endpoint("HTTP", ports.http(), ports.tls().http());
            return new Endpoint(http.address(), http.tls(), ports.spoken().http2());
        }

        Endpoint grpc() {
            return wiring.endpoint("gRPC", ports.grpc(), ports.tls().grpc());
        }

        Endpoint admin() {
            return wiring.endpoint("admin", ports.admin(), ports.tls().admin());
        }

        /** The port that the log has for itself. */
        Endpoint log(Settings.Address address) {
            return wiring.endpoint("log", address, ports.tls().log());
        }
    }

    /** @param port its name in alarms and on pages */
    Endpoint endpoint(String port, Settings.Address address, Optional<TlsTargets.Target> target) {
        var tls = target.map(files -> files(port, files)).map(ServerTls::context);
        return new Endpoint(Wiring.address(address), tls, false);
    }

    private ServerTls files(String port, TlsTargets.Target target) {
        var tls = read(port, target);
        overview.show(port, tls);
        var _ = tls.watch(ticker);
        return tls;
    }

    private ServerTls read(String port, TlsTargets.Target target) {
        var files = new TlsFiles(target.chain(), target.key(), target.password(), target.clientAuthorities());
        try {
            return new ServerTls(files, clock, overview.eventsOf(port));
        } catch (UnusableKeyException e) {
            throw e.about("TLS of the " + port + " port");
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
