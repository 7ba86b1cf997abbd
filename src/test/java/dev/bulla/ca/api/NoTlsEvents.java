/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.signing.Reloaded;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.tls.TlsIdentity;

/** Nobody who wants to know of changed files. */
final class NoTlsEvents implements Reloaded.Events<TlsIdentity> {
    @Override
    public void replaced(TlsIdentity current) {}

    @Override
    public void refused(UnusableKeyException why) {}

    @Override
    public void restored() {}
}
