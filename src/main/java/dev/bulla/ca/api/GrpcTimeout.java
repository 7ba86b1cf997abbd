/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.Deadline;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How long a client waits, as the head of its call says. */
final class GrpcTimeout {
    private static final HeaderName NAME = HeaderNames.create("grpc-timeout");
    private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");
    private static final Map<String, TimeUnit> UNITS = Map.of(
            "H", TimeUnit.HOURS,
            "M", TimeUnit.MINUTES,
            "S", TimeUnit.SECONDS,
            "m", TimeUnit.MILLISECONDS,
            "u", TimeUnit.MICROSECONDS,
            "n", TimeUnit.NANOSECONDS);

    private GrpcTimeout() {}

    /** Empty for a client that waits for ever. One that says it in a way nobody knows does. */
    static Optional<Deadline> of(Headers headers) {
        var matcher = FORM.matcher(headers.first(NAME).orElse(""));
        return matcher.matches()
                ? Optional.of(Deadline.after(Long.parseLong(matcher.group(1)), unit(matcher.group(2))))
                : Optional.empty();
    }

    private static TimeUnit unit(String letter) {
        return UNITS.getOrDefault(letter, TimeUnit.SECONDS);
    }
}
