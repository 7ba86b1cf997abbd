/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place in a trace, as the headers of W3C's Trace Context name it.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId  16 of them: who asks
 * @param flags   the lowest bit says that the trace is recorded
 * @param state   what others want to be passed on, possibly empty
 */
public record TraceContext(String traceId, String spanId, int flags, String state) {
    private static final int SAMPLED = 1;

    /** Later versions may add flags, and a second one says that the trace's id is random. */
    private static final int KNOWN_FLAGS = 3;

    /** All that others must pass on. */
    private static final int LONGEST_STATE = 512;

    private static final int MOST_MEMBERS = 32;

    private static final Pattern PARENT = Pattern.compile(
            "(?!ff)(?<version>[0-9a-f]{2})-(?<trace>(?!0{32})[0-9a-f]{32})-(?<span>(?!0{16})[0-9a-f]{16})"
                    + "-(?<flags>[0-9a-f]{2})(?<more>-.*)?");
    private static final Pattern MEMBER =
            Pattern.compile("[a-z0-9][a-z0-9_*/@-]{0,255}=[ -~&&[^,=]]{0,255}[!-~&&[^,=]]");

    /** The headers of a request. */
    @FunctionalInterface
    public interface Headers {

        /** The lines of all headers of this name, in any case. */
        List<String> all(String name);
    }

    /** Where the sender of a request was. What is malformed counts as not sent. */
    public static Optional<TraceContext> of(Headers headers) {
        var parents = headers.all("traceparent");
        if (parents.size() != 1) {
            return Optional.empty();
        }
        var parent = PARENT.matcher(parents.getFirst());
        if (!parent.matches() || (parent.group("version").equals("00") && parent.group("more") != null)) {
            return Optional.empty();
        }
        var flags = Integer.parseInt(parent.group("flags"), 16) & KNOWN_FLAGS;
        return Optional.of(
                new TraceContext(parent.group("trace"), parent.group("span"), flags, state(headers.all("tracestate"))));
    }

    /** Whole or not at all: a part of it would be a lie about the rest. */
    private static String state(List<String> lines) {
        var length = lines.stream().mapToInt(line -> line.length() + 1).sum() - 1;
        if (length > LONGEST_STATE) {
            return "";
        }
        var whole = String.join(",", lines);
        var members = Stream.of(whole.split(","))
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList();
        var good = members.size() <= MOST_MEMBERS
                && members.stream().allMatch(member -> MEMBER.matcher(member).matches());
        return good ? String.join(",", members) : "";
    }

    /** The same trace, asked on by another. */
    TraceContext at(String span) {
        return new TraceContext(traceId, span, flags, state);
    }

    /** Whether the sender records the trace. */
    public boolean sampled() {
        return (flags & SAMPLED) != 0;
    }

    /** As a request carries it on. */
    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        headers.put("traceparent", "00-%s-%s-%02x".formatted(traceId, spanId, flags));
        if (!state.isEmpty()) {
            headers.put("tracestate", state);
        }
        return headers;
    }
}
