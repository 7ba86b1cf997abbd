/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a question is answered with, before it is decided how it travels.
 *
 * @param packed the body under gzip, where packing pays
 */
record Page(String type, Bytes body, Caching caching, Supplier<Optional<Bytes>> packed) {

    /** Below this many bytes packing saves nothing. */
    private static final int WORTH_PACKING = 1024;

    /** How long others may keep a page. */
    enum Caching {
        /** It tells of now. */
        NEVER("no-store"),
        MINUTE("public, max-age=60"),
        FIVE_MINUTES("public, max-age=300"),
        /** It follows from the question alone, because a log only grows. */
        DAY("public, max-age=86400"),
        /** It never changes. */
        FOR_EVER("public, max-age=604800, immutable");

        private final String header;

        Caching(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    /** A page that travels as it is: hashes and signatures do not pack. */
    static Page plain(String type, Bytes body, Caching caching) {
        return new Page(type, body, caching, Optional::empty);
    }

    static Page json(String text, Caching caching) {
        return packable("application/json", Bytes.view(text.getBytes(StandardCharsets.US_ASCII)), caching);
    }

    /** A page that is packed quickly whenever it is asked for. */
    static Page packable(String type, Bytes body, Caching caching) {
        return new Page(
                type,
                body,
                caching,
                () -> body.size() < WORTH_PACKING ? Optional.empty() : Optional.of(Gzip.quickly(body)));
    }
}
