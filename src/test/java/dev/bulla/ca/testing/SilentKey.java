/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.signing.KeyFileEvents;
import dev.bulla.ca.signing.UnusableKeyException;

/** Nobody who wants to know when key files change. */
public final class SilentKey implements KeyFileEvents {
    @Override
    public void replaced(IssuingChain chain) {}

    @Override
    public void refused(UnusableKeyException why) {}

    @Override
    public void restored() {}
}
