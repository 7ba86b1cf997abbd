/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import dev.bulla.ca.config.TlsTargets.Target;
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
        var clients = authorities(Setting.TLS_CLIENT_CA);
        var pair = pair(Setting.TLS_CERTIFICATE, Setting.TLS_KEY);
        var http = letting(pair, Setting.TLS_CLIENT_CA, clients);
        var log = letting(pair, Setting.LOG_TLS_CLIENT_CA, own(Setting.LOG_TLS_CLIENT_CA, clients));
        var grpc = letting(
                pair(Setting.GRPC_TLS_CERTIFICATE, Setting.GRPC_TLS_KEY).or(() -> pair),
                Setting.GRPC_TLS_CLIENT_CA,
                own(Setting.GRPC_TLS_CLIENT_CA, clients));
        var admin = letting(
                pair(Setting.ADMIN_TLS_CERTIFICATE, Setting.ADMIN_TLS_KEY),
                Setting.ADMIN_TLS_CLIENT_CA,
                authorities(Setting.ADMIN_TLS_CLIENT_CA));
        if (values.of(Setting.LOG_TLS_CLIENT_CA).given()
                && values.optional(Setting.LOG_PORT).isEmpty()) {
            values.problem(Setting.LOG_TLS_CLIENT_CA, "needs log-port: without it the log is read on another port");
        }
        return new TlsTargets(http, log, grpc, admin);
    }

    /** Clients agree on HTTP/2 in the handshake of TLS. Those that know it beforehand are told of the gRPC port. */
    Settings.Spoken spoken() {
        var http2 = values.flag(Setting.HTTP2);
        var grpc = values.flag(Setting.GRPC_ON_HTTP_PORT);
        if ((http2 || grpc) && values.optional(Setting.TLS_CERTIFICATE).isEmpty()) {
            values.problem(
                    http2 ? Setting.HTTP2 : Setting.GRPC_ON_HTTP_PORT,
                    "needs tls-certificate: clients choose HTTP/2 in the handshake of TLS");
        }
        return new Settings.Spoken(http2 || grpc, grpc);
    }

    /** One without the other is told, and not taken for a wish to have none: the original serves in the clear then. */
    private Optional<Target> pair(Setting chain, Setting key) {
        var certificate = values.optional(chain);
        var secret = values.optional(key);
        if (certificate.isPresent() != secret.isPresent()) {
            var given = certificate.isPresent() ? chain : key;
            var missing = certificate.isPresent() ? key : chain;
            values.problem(given, "needs " + missing.flag() + " beside it");
        }
        return certificate.flatMap(file -> secret.map(other ->
                new Target(Path.of(file), Path.of(other), values.text(Setting.TLS_KEY_PASSWD), Optional.empty())));
    }

    private Optional<Path> authorities(Setting setting) {
        return values.optional(setting).map(Path::of);
    }

    private Optional<Path> own(Setting setting, Optional<Path> otherwise) {
        return values.of(setting).given() ? authorities(setting) : otherwise;
    }

    /** Without TLS nobody shows a certificate, and the port would let in everybody. */
    private Optional<Target> letting(Optional<Target> pair, Setting setting, Optional<Path> clients) {
        if (pair.isEmpty() && values.optional(setting).isPresent()) {
            values.problem(setting, "needs TLS on that port: clients show certificates in its handshake only");
        }
        return pair.map(target -> target.letting(clients));
    }
}
