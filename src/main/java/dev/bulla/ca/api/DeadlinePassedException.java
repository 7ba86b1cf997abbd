/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

/** The time is over that a client gave us. */
final class DeadlinePassedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeadlinePassedException() {
        super("the client's deadline has passed", null, false, false);
    }
}
