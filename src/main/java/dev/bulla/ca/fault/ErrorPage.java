/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

import java.util.Locale;

/** Where people read about a reason: a place in the file of the source that explains all of them. */
public final class ErrorPage {
    private static final String FILE = "ERRORS.md";

    private ErrorPage() {}

    /** The file and the anchor in it. No address, since nobody knows where an operator keeps the file. */
    public static String place(String reason) {
        return FILE + "#" + reason.toLowerCase(Locale.ROOT);
    }
}
