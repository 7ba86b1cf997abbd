/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.Settings;
import dev.bulla.ca.web.Endpoint;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.HttpSettings.Room;
import java.time.Duration;

/** How HTTP ports listen within the limits of the settings. */
record Listening(Settings.Limits limits) {
    private static final int ADMIN_CONNECTIONS = 256;
    private static final int ADMIN_HEAD = 64 * 1024;

    /** @param requests how many may be open on connections that carry several at a time */
    HttpSettings forClients(Endpoint endpoint, int requests) {
        var room = limits.room();
        return new HttpSettings(
                endpoint,
                limits.request(),
                limits.idle(),
                limits.shutdownGrace(),
                Room.forConnections(room.connections(), room.head(), requests));
    }

    HttpSettings forAdmin(Endpoint endpoint) {
        return new HttpSettings(
                endpoint,
                limits.adminHeader(),
                limits.idle(),
                Duration.ofSeconds(1),
                Room.forConnections(ADMIN_CONNECTIONS, ADMIN_HEAD, ADMIN_CONNECTIONS));
    }
}
