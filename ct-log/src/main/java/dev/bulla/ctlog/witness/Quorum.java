/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import java.util.List;
import java.util.Set;

/** Whose cosignatures together are enough. */
sealed interface Quorum {

    /** Whether it is met when these witnesses have signed. */
    boolean isMetBy(Set<String> witnesses);

    /** Nobody has to sign. */
    record Nobody() implements Quorum {
        @Override
        public boolean isMetBy(Set<String> witnesses) {
            return true;
        }
    }

    /** This witness has to. */
    record Single(String witness) implements Quorum {
        @Override
        public boolean isMetBy(Set<String> witnesses) {
            return witnesses.contains(witness);
        }
    }

    /** So many of the members have to be met. */
    record Group(int needed, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public boolean isMetBy(Set<String> witnesses) {
            return members.stream().filter(member -> member.isMetBy(witnesses)).count() >= needed;
        }
    }
}
