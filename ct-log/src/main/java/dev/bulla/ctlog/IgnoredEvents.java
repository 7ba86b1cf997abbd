/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Duration;

/** {@link LogEvents#IGNORED}. */
final class IgnoredEvents implements LogEvents {
    @Override
    public void waits(String forWhat) {}

    @Override
    public void committed(int entries, Duration building, Duration writing) {}

    @Override
    public void orphaned(long index) {}

    @Override
    public void published(long size) {}

    @Override
    public void witnessAsked(String witness, String outcome, Duration took) {}

    @Override
    public void troubled(Trouble what, String detail) {}

    @Override
    public void over(Trouble what) {}
}
