/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

/** Where an operator finds what we talk about: a file and a line, a flag, or an environment variable. */
public record Place(String text) {
    static final Place NOWHERE = new Place("");

    static Place line(String file, int line) {
        return new Place(file + ":" + line);
    }

    @Override
    public String toString() {
        return text;
    }
}
