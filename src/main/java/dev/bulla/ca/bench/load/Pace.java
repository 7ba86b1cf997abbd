/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

/** How fast requests come. */
public sealed interface Pace {

    /** So many a second, whatever becomes of them: as the world asks. */
    record Rate(int perSecond) implements Pace {}

    /** On each connection the next as soon as the last is answered: as much as the server takes. */
    enum Most implements Pace {
        MOST
    }
}
