/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

/** What came of asking a witness. */
public sealed interface Outcome {

    /** In one word, of which there are few. */
    String word();

    /** It has signed. */
    record Signed(Cosignature cosignature) implements Outcome {
        @Override
        public String word() {
            return "cosigned";
        }
    }

    /** It contradicts us: it has seen a tree under our key that ours does not go on from. */
    record Contradicts(String detail) implements Outcome {
        @Override
        public String word() {
            return "contradicts";
        }
    }

    /** It has signed a later tree of ours already, and is asked again about one later still. */
    record Ahead(long size) implements Outcome {
        @Override
        public String word() {
            return "ahead";
        }
    }

    /** It cannot be reached, or gave no whole answer in time. */
    record Silent(String detail) implements Outcome {
        @Override
        public String word() {
            return "silent";
        }
    }

    /** It does not sign, and does not say that it knows better: it does not know our log, or not our key. */
    record Refuses(String detail) implements Outcome {
        @Override
        public String word() {
            return "refuses";
        }
    }

    /** Its answer cannot be used: garbage, or no sound signature of the witness over what it was asked to sign. */
    record Unusable(String detail) implements Outcome {
        @Override
        public String word() {
            return "unusable";
        }
    }
}
