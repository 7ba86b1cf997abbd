/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which ports the settings put behind TLS. What is said for the HTTP port counts for the gRPC port, too, and for the log's own,
 * so that nobody has one port open who thinks that all are closed. The admin port is for others, and is asked for by itself.
 */
final class TlsReader {
    private final SettingValues values;

    TlsReader(SettingValues values) {
        this.values = values;
    }

    TlsTargets targets() {
        var http = pair(Setting.TLS_CERTIFICATE, Setting.TLS_KEY);
        var grpc = pair(Setting.GRPC_TLS_CERTIFICATE, Setting.GRPC_TLS_KEY).or(() -> http);
        var admin = pair(Setting.ADMIN_TLS_CERTIFICATE, Setting.ADMIN_TLS_KEY);
        return new TlsTargets(http, http, grpc, admin);
    }

    /** One without the other is told, and not taken for a wish to have none: the original serves in the clear then. */
    private Optional<TlsTargets.Target> pair(Setting chain, Setting key) {
        var certificate = values.optional(chain);
        var secret = values.optional(key);
        if (certificate.isPresent() != secret.isPresent()) {
            var missing = certificate.isPresent() ? key : chain;
            var given = certificate.isPresent() ? chain : key;
            values.problem(given, "needs " + missing.flag() + " beside it");
        }
        return certificate.flatMap(file -> secret.map(other -> new TlsTargets.Target(
                Path.of(file), Path.of(other), values.text(Setting.TLS_KEY_PASSWD), Optional.empty())));
    }
}
