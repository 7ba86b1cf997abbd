/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

/** Bytes are not the strict DER they must be. Says where and what, and never repeats content. */
final class MalformedDerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String found;

    MalformedDerException(String found) {
        super(found);
        this.found = found;
    }

    String found() {
        return found;
    }
}
