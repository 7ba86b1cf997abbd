/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.net.SocketAddress;

/** What a handler tells about its request, so that a client that is too slow is cut off and one that waits for us is not. */
public sealed interface ClientTime permits TimedConnection, TimedStream {

    /** The other end of its connection, which may be a proxy. */
    SocketAddress peer();

    /** The request is complete. While we are at work the client has all the time in the world: it waits for us. */
    void working();

    /** The answer is ready, and the client has to take it. */
    void answering();

    /** The request will be refused: what came of it is let go, and what still comes of it is not kept. */
    void dropRest();

    /**
     * There was no room for the request. Its client is not listened to for a moment, or not answered, where it has other requests
     * or other connections.
     */
    void holdBack();

    /** Takes what the client still sends, up to so many bytes, and drops it. */
    void discard(long most);
}
