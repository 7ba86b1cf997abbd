/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Fetches documents of issuers: bounded in time and size as a whole, and never led to another host. */
public final class IssuerHttp {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpClient client;
    private final FetchLimits limits;

    IssuerHttp(HttpClient.Builder client, FetchLimits limits) {
        this.client = client.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.time())
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"}))
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("issuer-http-", 0).factory()))
                .build();
        this.limits = limits;
    }

    /** For issuers with a certificate that everyone trusts. Goes through the proxies of the environment. */
    public static IssuerHttp withSystemTrust(Map<String, String> environment) {
        return new IssuerHttp(HttpClient.newBuilder().proxy(new EnvironmentProxies(environment)), FetchLimits.STANDARD);
    }

    /**
     * For an issuer whose certificate an operator vouches for, beside the ones that everyone trusts. Uses no proxy.
     *
     * @throws IllegalArgumentException if the PEM text holds no certificate
     */
    public static IssuerHttp trusting(String pem) {
        var roots = TrustedRoots.systemAnd(TrustedRoots.read(pem));
        var client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .sslContext(TrustedRoots.contextOf(roots));
        return new IssuerHttp(client, FetchLimits.STANDARD);
    }

    /** The body of an answer with status 200, and nothing else. */
    byte[] get(URI url) {
        var deadline = System.nanoTime() + limits.time().toNanos();
        var at = url;
        for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var response = send(at, deadline);
            if (response.statusCode() == 200) {
                return response.body();
            }
            at = next(at, response);
        }
        throw unavailable(url, "redirects more than " + MOST_REDIRECTS + " times", null);
    }

    /** Waits on a future, because the client's own timeout ends with the headers and would let a body drip for ever. */
    private HttpResponse<byte[]> send(URI url, long deadline) {
        var request =
                HttpRequest.newBuilder(url).header("Accept", "application/json").build();
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.bytes()));
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unavailable(url, "took longer than " + limits.time().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unavailable(url, "could not be fetched within " + limits.bytes() + " bytes", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(url, "was not waited for", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static URI next(URI at, HttpResponse<?> response) {
        if (!REDIRECTS.contains(response.statusCode())) {
            throw unavailable(at, "answered " + response.statusCode(), null);
        }
        return target(at, response)
                .filter(target -> origin(target).equals(origin(at)))
                .orElseThrow(() -> unavailable(at, "redirects to another host, or nowhere", null));
    }

    private static Optional<URI> target(URI at, HttpResponse<?> response) {
        try {
            return response.headers().firstValue("Location").filter(to -> !to.isEmpty()).map(at::resolve);
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
