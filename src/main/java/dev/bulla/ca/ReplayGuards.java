/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Gauge;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.replay.ReplayFolder;
import dev.bulla.ca.replay.ReplayGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Guards for issuers whose tokens may be used once. Their folder is made for the first of them, and never without one. */
final class ReplayGuards implements Function<IssuerSettings, ReplayGuard>, AutoCloseable {
    private final Path path;
    private final InstantSource clock;
    private final ReplayAlarms alarms;
    private final Gauge remembered;
    private @Nullable ReplayFolder folder;

    ReplayGuards(Path data, InstantSource clock, Alarms alarms, Metrics metrics) {
        this.path = new DataFolder(data).usedTokens();
        this.clock = clock;
        this.alarms = new ReplayAlarms(alarms);
        this.remembered = metrics.gauge("bulla_used_tokens", "Used tokens that are remembered.", "issuer");
    }

    @Override
    public ReplayGuard apply(IssuerSettings issuer) {
        var most = issuer.access().replayGuard();
        return most.isEmpty() ? ReplayGuard.OFF : open(issuer.url(), most.getAsInt());
    }

    private ReplayGuard open(String issuer, int most) {
        try {
            var open = folder == null ? ReplayFolder.open(path, clock, alarms) : folder;
            folder = open;
            var guard = open.guard(issuer, most);
            remembered.is(() -> open.remembered().getOrDefault(issuer, 0), issuer);
            return guard;
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of("the replay guard of " + issuer + ": " + e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        if (folder != null) {
            folder.close();
        }
    }
}
