/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

/** Bytes that are not the DER they should be. Caught where it is known what they should have been. */
final class NotDerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDerException(String message) {
        super(message, null, false, false);
    }
}
