/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What browsers are told about requests from other sites (CORS): anybody may ask for anything we offer, and no header is let in
 * that could carry a token.
 */
final class CrossOrigin {
    private static final HeaderName ASKED_METHOD = HeaderNames.ACCESS_CONTROL_REQUEST_METHOD;
    private static final HeaderName ASKED_HEADERS = HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS;

    private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");
    private static final Header PREFLIGHT_VARY = HeaderValues.createCached(
            HeaderNames.VARY, "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    private static final Header ANY_ORIGIN = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");

    private static final List<Header> FROM_NOWHERE = List.of(VARY);
    private static final List<Header> FROM_ELSEWHERE = List.of(VARY, ANY_ORIGIN);
    private static final Set<String> METHODS = Set.of("GET", "POST", "HEAD", "OPTIONS");

    private CrossOrigin() {}

    /** Whether a browser asks if it may ask. */
    static boolean isPreflight(String method, Headers request) {
        return method.equals("OPTIONS") && hasText(request, ASKED_METHOD);
    }

    /** What stands on every answer that is none to a preflight. */
    static List<Header> onAnswer(String method, Headers request) {
        return METHODS.contains(method) && hasText(request, HeaderNames.ORIGIN) ? FROM_ELSEWHERE : FROM_NOWHERE;
    }

    /** The whole answer to a preflight. What is not allowed is not mentioned. */
    static List<Header> onPreflight(Headers request) {
        var answer = new ArrayList<Header>();
        answer.add(PREFLIGHT_VARY);
        var method = request.first(ASKED_METHOD).orElse("");
        var asked = values(request, ASKED_HEADERS);
        if (hasText(request, HeaderNames.ORIGIN) && METHODS.contains(method) && SafeHeaders.areAll(asked)) {
            answer.add(ANY_ORIGIN);
            answer.add(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, method));
            echo(asked).ifPresent(answer::add);
        }
        return answer;
    }

    private static Optional<Header> echo(List<String> asked) {
        return asked.stream()
                .findFirst()
                .filter(first -> !first.isEmpty())
                .map(first -> HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, asked));
    }

    private static boolean hasText(Headers headers, HeaderName name) {
        return headers.first(name).filter(value -> !value.isEmpty()).isPresent();
    }

    private static List<String> values(Headers headers, HeaderName name) {
        return headers.contains(name) ? headers.get(name).allValues() : List.of();
    }
}
