/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.nio.charset.StandardCharsets;

/** What an expression comes to. */
sealed interface Value {

    /** Neither false nor zero nor empty. */
    boolean isTrue();

    /** How messages call its kind. */
    String kind();

    record Text(String text) implements Value {
        @Override
        public boolean isTrue() {
            return !text.isEmpty();
        }

        @Override
        public String kind() {
            return "text";
        }

        byte[] octets() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** @param octet whether it is one octet of a text, which compares and counts as a number all the same */
    record Whole(long number, boolean octet) implements Value {
        @Override
        public boolean isTrue() {
            return number != 0;
        }

        @Override
        public String kind() {
            return "a whole number";
        }
    }

    record Fraction(double number) implements Value {
        @Override
        public boolean isTrue() {
            return number != 0;
        }

        @Override
        public String kind() {
            return "a number with a fraction";
        }
    }

    record Truth(boolean value) implements Value {
        @Override
        public boolean isTrue() {
            return value;
        }

        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /** All values at once: the dot at the top of a template. */
    record All(Data data) implements Value {
        @Override
        public boolean isTrue() {
            return !data.all().isEmpty();
        }

        @Override
        public String kind() {
            return "all claims";
        }
    }

    /** The word {@code nil}, and the dot of a template that was given none. */
    enum Nothing implements Value {
        NIL,
        NO_VALUE;

        @Override
        public boolean isTrue() {
            return false;
        }

        @Override
        public String kind() {
            return "nothing";
        }
    }
}
