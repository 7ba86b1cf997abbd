/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the load generator sends, without the head that HTTP puts before it. */
public final class Bodies {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private Bodies() {}

    /** A request of that kind, with a fresh P-256 key that proves itself. */
    public static byte[] make(RequestKind kind, Identities identities) {
        try {
            var target = Target.of(URI.create("http://127.0.0.1"));
            var request = new SigningRequests(target, identities, List.of(kind), KeyType.P256).make(0);
            var head = new String(request, StandardCharsets.ISO_8859_1).indexOf(END_OF_HEAD);
            return Arrays.copyOfRange(request, head + END_OF_HEAD.length(), request.length);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address is looked up nowhere", e);
        }
    }
}
