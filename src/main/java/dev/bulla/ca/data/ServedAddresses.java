/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a server is reached, as URLs without a slash at the end: by somebody on this machine, and by the world.
 *
 * @param local where it listens
 * @param world what its operator says that clients reach it by, if that was said
 */
public record ServedAddresses(Services local, Optional<Services> world) {
    private static final int LARGEST = 64 * 1024;

    /**
     * @param ca  base of the API
     * @param log where our log can be read, if we have one, or the one over the network
     * @param tsa the whole address that stamps times, if any does
     */
    public record Services(String ca, Optional<String> log, Optional<String> tsa) {
        private void write(ObjectNode json) {
            json.put("http", ca);
            log.ifPresent(url -> json.put("log", url));
            tsa.ifPresent(url -> json.put("tsa", url));
        }

        private static Services of(JsonNode json) {
            return new Services(json.path("http").asString(""), optional(json, "log"), optional(json, "tsa"));
        }

        private static Optional<String> optional(JsonNode json, String name) {
            return Optional.of(json.path(name).asString("")).filter(url -> !url.isEmpty());
        }
    }

    /** The URL of a port here. What listens everywhere is asked at the loopback address. */
    public static String url(boolean tls, String host, int port, String path) {
        var reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return (tls ? "https://" : "http://") + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":"
                + port + path;
    }

    public void write(DataFolder folder) throws IOException {
        var json = JsonMapper.shared().createObjectNode();
        local.write(json);
        world.ifPresent(services -> services.write(json.putObject("public")));
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
            var world = Optional.of(json.path("public")).filter(JsonNode::isObject);
            return Optional.of(new ServedAddresses(Services.of(json), world.map(Services::of)));
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged; the next start of the server writes it anew", e);
        }
    }
}
