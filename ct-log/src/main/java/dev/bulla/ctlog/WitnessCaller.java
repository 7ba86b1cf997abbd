/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Calls witnesses over HTTP. A port: whoever implements it bounds the time and the size of each call. For many threads. */
@FunctionalInterface
public interface WitnessCaller extends AutoCloseable {

    /** More bytes need not be read of any answer. */
    int LARGEST_REPLY = 1 << 16;

    /**
     * What is at an address, or what is answered to a body that is posted there.
     *
     * @throws IOException if there is no whole answer; its message is shown to operators
     */
    Reply call(URI address, Optional<byte[]> body) throws IOException;

    /** Ends all calls that are under way. */
    @Override
    default void close() {}

    /** An answer of whoever is there. */
    final class Reply {
        private final int status;
        private final String type;
        private final byte[] body;

        /** @param type the content type, or an empty text */
        public Reply(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body.clone();
        }

        int status() {
            return status;
        }

        String type() {
            return type;
        }

        byte[] body() {
            return body.clone();
        }
    }
}
