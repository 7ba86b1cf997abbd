/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The way to witnesses. A port: whoever stands behind it bounds the time and the size of every call. For many threads. */
@FunctionalInterface
public interface Door {

    /**
     * What is at an address, or what is answered to something that is posted there.
     *
     * @throws IOException if there is no whole answer
     */
    Reply call(URI address, Optional<Bytes> body) throws IOException;

    /** @param type the content type, or an empty text */
    record Reply(int status, String type, Bytes body) {}
}
