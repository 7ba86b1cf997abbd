/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

/** A request that Rekor does not record, and why. */
final class RefusedEntryException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedEntryException(String message) {
        super(message);
    }
}
