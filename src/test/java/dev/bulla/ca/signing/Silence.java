/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;

/** For keys whose files nobody changes. */
final class Silence implements KeyFileEvents {
    @Override
    public void replaced(IssuingChain chain) {
        throw new AssertionError("nothing was to change");
    }

    @Override
    public void refused(UnusableKeyException why) {
        throw new AssertionError("nothing was to change", why);
    }

    @Override
    public void restored() {
        throw new AssertionError("nothing was to change");
    }
}
