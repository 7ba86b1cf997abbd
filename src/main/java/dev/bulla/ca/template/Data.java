/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.Optional;
import java.util.SortedMap;

/** The texts that a template may name. */
public interface Data {

    Optional<String> find(String name);

    /** All of them, in the order of the octets of their names. Only few templates need this. */
    SortedMap<String, String> all();
}
