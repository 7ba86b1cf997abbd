/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names for traces and spans. Nothing rests on them, so they need no good randomness; all zeros would be no name. */
final class Ids {
    private static final HexFormat HEX = HexFormat.of();

    private Ids() {}

    static String trace() {
        return span() + span();
    }

    static String span() {
        var random = ThreadLocalRandom.current().nextLong();
        return random == 0 ? span() : HEX.toHexDigits(random);
    }
}
