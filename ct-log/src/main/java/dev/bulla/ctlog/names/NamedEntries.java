/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.merkle.Hash;
import java.util.List;

/** The log itself, as far as the index is made from it and checked against it. */
public interface NamedEntries {

    /** Whom an entry speaks for. */
    List<Identity> identities(long index);

    /** The hash of its leaf. */
    Hash leaf(long index);
}
