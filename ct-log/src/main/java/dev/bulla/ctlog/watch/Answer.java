/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.MalformedException;
import java.util.function.Supplier;

/** Takes apart what a log answered. What cannot be read may be anybody's fault between here and the log. */
final class Answer {
    private Answer() {}

    static <T> T of(String path, Supplier<T> reading) throws UnreadableException {
        try {
            return reading.get();
        } catch (MalformedException e) {
            throw new UnreadableException(path + ": " + e.getMessage(), e);
        }
    }
}
