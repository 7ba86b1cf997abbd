/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.Call.Limits;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Reply;
import dev.bulla.ca.outbound.Way;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fetches documents of issuers: bounded in time and size as a whole, and never led to another host. */
public final class IssuerHttp {
    private static final Limits STANDARD = new Limits(Duration.ofSeconds(5), 1 << 20);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

    private final Way way;
    private final Limits limits;

    /** @param limits of one fetch, redirects included */
    IssuerHttp(Way way, Limits limits) {
        this.way = way;
        this.limits = limits;
    }

    /**
     * For an issuer that is reached like this.
     *
     * @throws IllegalArgumentException if the route names roots or a proxy that are none
     */
    public static IssuerHttp by(IssuerRoute route, Map<String, String> environment) {
        return new IssuerHttp(route.way(environment, STANDARD.time()), STANDARD);
    }

    /** A reply with status 200, and no other. */
    Reply get(URI url) {
        var deadline = System.nanoTime() + limits.time().toNanos();
        var at = url;
        for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var reply = reply(at, deadline);
            if (reply.status() == 200) {
                return reply;
            }
            at = next(at, reply);
        }
        throw unavailable(url, "redirects more than " + MOST_REDIRECTS + " times", null);
    }

    private Reply reply(URI url, long deadline) {
        var left = new Limits(Duration.ofNanos(deadline - System.nanoTime()), limits.size());
        try {
            return way.reply(Call.get(url, HEADERS, left));
        } catch (NoReplyException e) {
            throw unavailable(url, what(e), e);
        }
    }

    private String what(NoReplyException problem) {
        return switch (problem.reason()) {
            case TIMED_OUT -> "took longer than " + limits.time().toMillis() + " ms";
            case CANCELLED -> "was not waited for";
            case NOT_CONNECTED, BROKEN, TOO_LARGE -> "could not be fetched: " + problem.getMessage();
        };
    }

    private static URI next(URI at, Reply reply) {
        if (!REDIRECTS.contains(reply.status())) {
            throw unavailable(at, "answered " + reply.status(), null);
        }
        return target(at, reply)
                .filter(target -> isWeb(target) && Origin.of(target).equals(Origin.of(at)))
                .orElseThrow(() -> unavailable(at, "redirects to another host, or nowhere", null));
    }

    private static Optional<URI> target(URI at, Reply reply) {
        try {
            return reply.header("Location").filter(to -> !to.isEmpty()).map(at::resolve);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWeb(URI target) {
        return target.getScheme() != null && target.getHost() != null;
    }

    private static UnavailableException unavailable(URI url, String what, @Nullable Throwable cause) {
        return new UnavailableException(Backend.ISSUER, url + " " + what, cause);
    }
}
