/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the HTTP server listens.
 *
 * @param address     where
 * @param readTimeout how long a client may take to send a whole request, and as long again to take the answer
 * @param idleTimeout how long a connection may rest between two requests
 * @param grace       how long requests in flight may take to end when the server stops
 * @param room        for how many clients and how much of what they send
 */
public record HttpSettings(
        InetSocketAddress address, Duration readTimeout, Duration idleTimeout, Duration grace, Room room) {

    /**
     * @param connections   how many may be open; more wait to be accepted
     * @param largestHead   how many bytes a request may have without its body
     * @param largeRequests how many bytes of large requests may be held at a time
     */
    public record Room(int connections, int largestHead, long largeRequests) {
        /** What is held may for a moment exist several times: as it came, as text, and decoded. */
        private static final int PART_OF_MEMORY = 8;

        /** As much as the memory of this process allows. */
        public static Room forConnections(int connections, int largestHead) {
            return new Room(connections, largestHead, shareOfMemory());
        }

        /** What large requests may hold in this process. */
        public static long shareOfMemory() {
            return Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;
        }
    }

    /** The same at another address. */
    public HttpSettings at(InetSocketAddress other) {
        return new HttpSettings(other, readTimeout, idleTimeout, grace, room);
    }
}
