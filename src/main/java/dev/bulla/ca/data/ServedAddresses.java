/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the server can be reached from this machine, or could when it ran last.
 *
 * @param http base URL of the API
 * @param log  base URL under which our own log can be read, if there is one
 */
public record ServedAddresses(String http, Optional<String> log) {
    private static final int LARGEST = 64 * 1024;

    /** The URL of a port here. What listens everywhere is asked at the loopback address. */
    public static String url(boolean tls, String host, int port, String path) {
        var reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return (tls ? "https://" : "http://") + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":"
                + port + path;
    }

    public void write(DataFolder folder) throws IOException {
        var json = JsonMapper.shared().createObjectNode().put("http", http);
        log.ifPresent(url -> json.put("log", url));
        PublicFiles.replace(folder.addresses(), json.toPrettyString() + "\n");
    }

    /** Empty if no server ever ran here. */
    public static Optional<ServedAddresses> read(DataFolder folder) throws IOException {
        var file = folder.addresses();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            var http = json.path("http").asString("");
            var log = json.path("log").asString("");
            return Optional.of(new ServedAddresses(http, Optional.of(log).filter(url -> !url.isEmpty())));
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged; the next start of the server writes it anew", e);
        }
    }
}
