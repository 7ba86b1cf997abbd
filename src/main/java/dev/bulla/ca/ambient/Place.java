/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.util.Optional;

/** A kind of machine that gives tokens to what runs on it. */
interface Place {
    /** What people call it. */
    String name();

    /** How it is known, for whoever expected it to be found. */
    String sign();

    /** Its token, or nothing if this is another machine. */
    Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException;

    /** The token, if it has the form of one. What else comes may be anything, and is not repeated. */
    default AmbientToken found(String text) throws NoTokenException {
        return found(text, Optional.empty());
    }

    default AmbientToken found(String text, Optional<String> caveat) throws NoTokenException {
        var token = text.strip();
        if (!token.matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+")) {
            throw new NoTokenException("what " + name() + " gives is no token");
        }
        return new AmbientToken(token, name(), caveat);
    }
}
