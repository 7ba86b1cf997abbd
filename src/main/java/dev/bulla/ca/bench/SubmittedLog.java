/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.bench.load.Target;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.publication.LogSite;
import dev.bulla.ca.submission.Sources;
import dev.bulla.ca.submission.SubmissionEndpoint;
import dev.bulla.ca.submission.SubmissionServer;
import dev.bulla.ca.submission.SubmissionSite;
import dev.bulla.ca.web.Endpoint;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ctlog.ShardedLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;

/** A log on a port of this machine, with all that stands before one that runs alone. */
final class SubmittedLog implements AutoCloseable {
    private static final String PREFIX = "/log";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 2048;
    private static final int HEAD = 16 * 1024;

    private final SubmissionServer server;

    private SubmittedLog(SubmissionServer server) {
        this.server = server;
    }

    static SubmittedLog start(ShardedLog log) {
        var endpoint = Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var doors = new SubmissionSite.Doors(
                Sources.allowed(0, InstantSource.system()), new WalksInFlight(CONNECTIONS), (_, _) -> {});
        return new SubmittedLog(SubmissionServer.start(
                new HttpSettings(
                        endpoint,
                        PATIENCE,
                        PATIENCE,
                        Duration.ZERO,
                        HttpSettings.Room.forConnections(CONNECTIONS, HEAD, CONNECTIONS)),
                LogSite.of(log, PREFIX),
                new SubmissionSite(log, PREFIX, PATIENCE, doors)));
    }

    /** Where precertificates are submitted. */
    Target target() {
        var path = PREFIX + "/ct/v1/" + SubmissionEndpoint.PRECERTIFICATE.word();
        return new Target(InetAddress.getLoopbackAddress(), server.port(), "localhost:" + server.port(), path);
    }

    @Override
    public void close() {
        server.close();
    }
}
