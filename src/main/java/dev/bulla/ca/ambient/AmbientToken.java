/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.util.Optional;

/**
 * A token that was found.
 *
 * @param place  where it comes from
 * @param caveat what whoever uses it has to know
 */
public record AmbientToken(String token, String place, Optional<String> caveat) {

    /** Says where the token comes from and never what it is. */
    @Override
    public String toString() {
        return "token of " + place;
    }
}
