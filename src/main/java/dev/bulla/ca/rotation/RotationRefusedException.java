/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

/** A step that would come too early, or for which something is missing. The message says what, and from when on it may be taken. */
public final class RotationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RotationRefusedException(String message) {
        super(message);
    }
}
