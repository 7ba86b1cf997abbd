/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks a log's pages as a client would, and takes answers apart. */
record Asking(LogPages pages) {

    LogAnswer get(String pathAndQuery) {
        return send("GET", pathAndQuery);
    }

    LogAnswer send(String method, String pathAndQuery) {
        return pages.answer(request(method, pathAndQuery, false, Optional.empty()));
    }

    LogAnswer getPacked(String pathAndQuery) {
        return pages.answer(request("GET", pathAndQuery, true, Optional.empty()));
    }

    LogAnswer getUnless(String tag, String pathAndQuery) {
        return pages.answer(request("GET", pathAndQuery, false, Optional.of(tag)));
    }

    private static LogRequest request(
            String method, String pathAndQuery, boolean acceptsGzip, Optional<String> ifNoneMatch) {
        var parts = pathAndQuery.split("\\?", 2);
        return new LogRequest(method, parts[0], parts.length == 2 ? parts[1] : "", acceptsGzip, ifNoneMatch);
    }

    static String text(LogAnswer answer) {
        return new String(answer.body().toArray(), StandardCharsets.UTF_8);
    }

    /** The runs of bytes under a name, in the order in which they stand in the answer, lists included. */
    static List<Bytes> base64s(LogAnswer answer, String name) {
        var value = Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|\\[([^]]*)])");
        return value.matcher(text(answer))
                .results()
                .flatMap(it -> it.group(1) != null ? Stream.of(it.group(1)) : items(it.group(2)))
                .map(it -> Bytes.view(Base64.getDecoder().decode(it)))
                .toList();
    }

    private static Stream<String> items(String list) {
        return Pattern.compile("\"([^\"]*)\"").matcher(list).results().map(it -> it.group(1));
    }

    static long number(LogAnswer answer, String name) {
        var value = Pattern.compile("\"" + name + "\":([0-9]+)").matcher(text(answer));
        if (!value.find()) {
            throw new AssertionError(name + " is not in " + text(answer));
        }
        return Long.parseLong(value.group(1));
    }
}
