/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.read.Page.Caching;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How pages and refusals travel: packed or not, whole or "not modified", and readable from every web site. */
final class Answers {
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String ORIGIN = "Access-Control-Allow-Origin";
    private static final String ANYONE = "*";

    /** Half a hash is long enough to tell two bodies apart. */
    private static final int TAG_DIGITS = 32;

    private Answers() {}

    static LogAnswer page(Page page, LogRequest request) {
        var headers = new HashMap<>(
                Map.of(ORIGIN, ANYONE, CACHE_CONTROL, page.caching().header(), "Vary", "Accept-Encoding"));
        var packed = request.acceptsGzip() ? page.packed().get() : Optional.<Bytes>empty();
        if (page.caching() != Caching.NEVER) {
            var tag = tag(page.body(), packed.isPresent());
            headers.put("ETag", tag);
            if (request.ifNoneMatch().filter(it -> lists(it, tag)).isPresent()) {
                return new LogAnswer(304, headers, Bytes.EMPTY);
            }
        }
        headers.put(CONTENT_TYPE, page.type());
        packed.ifPresent(_ -> headers.put("Content-Encoding", "gzip"));
        return new LogAnswer(200, headers, packed.orElse(page.body()));
    }

    static LogAnswer refusal(RefusedReadException refusal) {
        return line(refusal.status(), refusal.line());
    }

    /** The storage failed. It may work again in a moment. */
    static LogAnswer unavailable() {
        return with(line(503, "storage-unavailable: the log cannot read its files now\n"), "Retry-After", "1");
    }

    static LogAnswer wrongMethod() {
        return with(line(405, "wrong-method: the log's pages are read with GET or HEAD\n"), "Allow", METHODS);
    }

    static LogAnswer options() {
        var headers = Map.of(ORIGIN, ANYONE, "Access-Control-Allow-Methods", METHODS, "Allow", METHODS);
        return new LogAnswer(204, headers, Bytes.EMPTY);
    }

    /** The answer to HEAD: all but the body, and how long that would be. */
    static LogAnswer withoutBody(LogAnswer answer) {
        var length = with(answer, "Content-Length", String.valueOf(answer.body().size()));
        return new LogAnswer(answer.status(), length.headers(), Bytes.EMPTY);
    }

    private static LogAnswer line(int status, String line) {
        var headers = Map.of(
                ORIGIN, ANYONE, CACHE_CONTROL, Caching.NEVER.header(), CONTENT_TYPE, "text/plain; charset=utf-8");
        return new LogAnswer(status, headers, Bytes.view(line.getBytes(StandardCharsets.UTF_8)));
    }

    private static LogAnswer with(LogAnswer answer, String name, String value) {
        var headers = new HashMap<>(answer.headers());
        headers.put(name, value);
        return new LogAnswer(answer.status(), headers, answer.body());
    }

    private static String tag(Bytes body, boolean packed) {
        var hash = Hash.sha256(body.toArray()).toString().substring(0, TAG_DIGITS);
        return '"' + hash + (packed ? "-gzip" : "") + '"';
    }

    private static boolean lists(String ifNoneMatch, String tag) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(it -> it.strip().replaceFirst("^W/", ""))
                .anyMatch(it -> it.equals(tag) || it.equals("*"));
    }
}
