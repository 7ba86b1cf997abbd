/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.x509.Bytes;

/**
 * What came back over HTTP.
 *
 * @param last whether the server closes the connection after it
 */
public record Answer(int status, Bytes body, boolean last) {
    private static final int OK = 200;
    private static final int CREATED = 201;

    /** The protocol says 200; the original's first releases said 201. */
    boolean isCertificate() {
        return status == OK || status == CREATED;
    }
}
