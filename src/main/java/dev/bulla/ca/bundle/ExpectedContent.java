/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import java.util.Optional;

/** What is expected to have been signed. */
public sealed interface ExpectedContent {

    /** The artifact itself. */
    record Blob() implements ExpectedContent {}

    /**
     * A statement about the artifact.
     *
     * @param predicateType what it must say, if that matters
     */
    record About(Optional<String> predicateType) implements ExpectedContent {}
}
