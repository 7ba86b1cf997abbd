/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Everything {@code log serve} was told, read and checked. */
public record LogServerSettings(
        boolean logAsJson,
        LogTarget.Embedded log,
        Door door,
        Ports ports,
        Settings.Limits limits,
        Optional<Settings.AccessLog> accessLog) {

    /**
     * Who may submit.
     *
     * @param roots     PEM files
     * @param perSecond of one address; 0 for no bound
     */
    public record Door(List<Path> roots, int perSecond) {
        public Door {
            roots = List.copyOf(roots);
        }
    }

    /** @param admin port of metrics and probes */
    public record Ports(Settings.Address http, Settings.Address admin, TlsTargets tls) {}
}
