/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

import java.time.Duration;
import java.util.Locale;

/** A span of time as people read it and as settings have it. */
public final class Span {
    private Span() {}

    public static String text(Duration span) {
        return span.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
