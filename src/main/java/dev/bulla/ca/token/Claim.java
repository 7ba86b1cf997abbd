/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a token says under one name: a JSON value, with numbers kept as they were written. */
public sealed interface Claim {

    record Text(String value) implements Claim {}

    /** @param literal the number as the token spells it, since a long id must not pass through a double unseen */
    record Number(String literal) implements Claim {}

    record Truth(boolean value) implements Claim {}

    record Items(List<Claim> values) implements Claim {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object. The order is that of the token; of a repeated name the last value counts. */
    record Members(Map<String, Claim> values) implements Claim {
        public Members {
            values = Collections.unmodifiableMap(values);
        }
    }

    /** JSON {@code null}, which most rules take for a missing claim. */
    enum Null implements Claim {
        NULL
    }
}
