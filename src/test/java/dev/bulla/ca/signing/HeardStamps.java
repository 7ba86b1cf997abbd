/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.timestamp.StampingKey;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was told of the files of a key for timestamps. */
final class HeardStamps implements Reloaded.Events<StampingKey> {
    final List<String> heard = new ArrayList<>();

    @Override
    public void replaced(StampingKey key) {
        heard.add("replaced");
    }

    @Override
    public void refused(UnusableKeyException why) {
        heard.add("refused: " + why.finding());
    }

    @Override
    public void restored() {
        heard.add("restored");
    }
}
