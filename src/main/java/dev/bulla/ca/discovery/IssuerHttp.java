/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.Call.Limits;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.Reply;
import dev.bulla.ca.outbound.TlsRoots;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
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

    private final Caller caller;
    private final Limits limits;

    /** @param limits of one fetch, redirects included */
    IssuerHttp(Caller caller, Limits limits) {
        this.caller = caller;
        this.limits = limits;
    }

    /** For issuers with a certificate that everyone trusts. Goes through the proxies of the environment. */
    public static IssuerHttp withSystemTrust(Map<String, String> environment) {
        var proxies = Proxies.ofEnvironment(environment);
        return new IssuerHttp(new Caller(TlsRoots.system(environment), proxies, STANDARD.time()), STANDARD);
    }

    /**
     * For an issuer whose certificate an operator vouches for, beside the ones that everyone trusts. Uses no proxy.
     *
     * @throws IllegalArgumentException if the PEM text holds no certificate
     */
    public static IssuerHttp trusting(String pem, Map<String, String> environment) {
        var roots = TlsRoots.systemAnd(pem, environment);
        return new IssuerHttp(new Caller(roots, Proxies.NONE, STANDARD.time()), STANDARD);
    }

    /** The body of an answer with status 200, and nothing else. */
    byte[] get(URI url) {
        var deadline = System.nanoTime() + limits.time().toNanos();
        var at = url;
        for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var reply = reply(at, deadline);
            if (reply.status() == 200) {
                return reply.body().array();
            }
            at = next(at, reply);
        }
        throw unavailable(url, "redirects more than " + MOST_REDIRECTS + " times", null);
    }

    private Reply reply(URI url, long deadline) {
        var left = new Limits(Duration.ofNanos(deadline - System.nanoTime()), limits.size());
        try {
            return caller.reply(Call.get(url, HEADERS, left));
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
                .filter(target -> origin(target).equals(origin(at)))
                .orElseThrow(() -> unavailable(at, "redirects to another host, or nowhere", null));
    }

    private static Optional<URI> target(URI at, Reply reply) {
        try {
            return reply.header("Location").filter(to -> !to.isEmpty()).map(at::resolve);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String origin(URI url) {
        return (url.getScheme() + "://" + url.getHost() + ":" + port(url)).toLowerCase(Locale.ROOT);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static UnavailableException unavailable(URI url, String what, @Nullable Throwable cause) {
        return new UnavailableException(Backend.ISSUER, url + " " + what, cause);
    }
}
