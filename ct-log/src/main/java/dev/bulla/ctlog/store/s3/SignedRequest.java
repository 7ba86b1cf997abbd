/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.merkle.Hash;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a signature of version 4 covers, in the form that its documentation calls canonical.
 *
 * @param path    with its escapes
 * @param query   without escapes
 * @param headers by their names in small letters
 * @param content hash of the body
 */
record SignedRequest(
        String method, String path, SortedMap<String, String> query, SortedMap<String, String> headers, Hash content) {

    SignedRequest with(Map<String, String> more) {
        var all = new TreeMap<>(headers);
        all.putAll(more);
        return new SignedRequest(method, path, query, all, content);
    }

    String names() {
        return String.join(";", headers.keySet());
    }

    String canonical() {
        var lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        return String.join("\n", method, path, queryText(query), lines, names(), content.toString());
    }

    /** The query with its escapes. */
    static String queryText(SortedMap<String, String> query) {
        return query.entrySet().stream()
                .map(part -> UriText.of(part.getKey()) + "=" + UriText.of(part.getValue()))
                .collect(Collectors.joining("&"));
    }
}
