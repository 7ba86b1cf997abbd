/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Names for requests. Nothing rests on them, so they are short and need no good randomness. */
public final class RequestIds {
    /** In which clients give one and are told it. */
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    private static final int LONGEST = 128;
    private static final int RANDOM_BYTES = 6;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private RequestIds() {}

    /** The name a client gave, if it can stand in a header and in a log line as it is; otherwise a fresh one. */
    public static String of(Optional<String> given) {
        return given.filter(id -> !id.isEmpty() && id.chars().allMatch(RequestIds::isVisible))
                .map(id -> id.substring(0, Math.min(id.length(), LONGEST)))
                .orElseGet(RequestIds::fresh);
    }

    private static boolean isVisible(int character) {
        return character > ' ' && character < 0x7f;
    }

    private static String fresh() {
        var bytes = new byte[RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }
}
