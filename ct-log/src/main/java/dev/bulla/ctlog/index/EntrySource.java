/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.util.Iterator;

/** The log itself, as far as an index can be made from it. */
@FunctionalInterface
public interface EntrySource {

    /** The entries from this index on, in their order. */
    Iterator<IndexedEntry> from(long index);
}
