/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Through which proxies other servers are called. */
public final class Proxies {
    /** Never through one. */
    public static final Proxies NONE = new Proxies(Map.of(), ProxyExceptions.parse(""));

    private final Map<String, ProxyAddress> byScheme;
    private final ProxyExceptions exceptions;

    private Proxies(Map<String, ProxyAddress> byScheme, ProxyExceptions exceptions) {
        this.byScheme = byScheme;
        this.exceptions = exceptions;
    }

    /**
     * What {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} ask for, or the same in small letters.
     *
     * @throws IllegalArgumentException if one of them is no address of an HTTP proxy
     * @throws IllegalStateException if a user name for the proxy could not be sent, with how to change that
     */
    public static Proxies ofEnvironment(Map<String, String> environment) {
        return ofEnvironment(environment, System::getProperty);
    }

    static Proxies ofEnvironment(Map<String, String> environment, UnaryOperator<String> properties) {
        var http = variable(environment, "HTTP_PROXY").map(text -> ProxyAddress.parse("HTTP_PROXY", text));
        var https = variable(environment, "HTTPS_PROXY").map(text -> ProxyAddress.parse("HTTPS_PROXY", text));
        if (https.isPresent() && https.get().credentials().isPresent()) {
            LaunchFlags.requireProxyCredentials(properties);
        }
        var byScheme = Stream.of(Map.entry("http", http), Map.entry("https", https))
                .filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().orElseThrow()));
        return new Proxies(
                byScheme,
                ProxyExceptions.parse(variable(environment, "NO_PROXY").orElse("")));
    }

    /**
     * One proxy for everything but this machine.
     *
     * @param what    what the address is called where it was configured
     * @param address such as {@code http://user:password@proxy.example.com:3128}
     * @throws IllegalArgumentException if it is no address of an HTTP proxy
     * @throws IllegalStateException if a user name for it could not be sent, with how to change that
     */
    public static Proxies through(String what, String address) {
        var proxy = ProxyAddress.parse(what, address);
        if (proxy.credentials().isPresent()) {
            LaunchFlags.requireProxyCredentials(System::getProperty);
        }
        return new Proxies(Map.of("http", proxy, "https", proxy), ProxyExceptions.parse(""));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(it -> environment.getOrDefault(it, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** What an address is called through, if not directly. */
    Optional<ProxyAddress> proxyOf(URI address) {
        return Optional.ofNullable(byScheme.get(address.getScheme().toLowerCase(Locale.ROOT)))
                .filter(proxy -> !exceptions.cover(address));
    }

    /** How we name ourselves to the proxy of an address, before it asks. */
    Optional<String> credentials(URI address) {
        return proxyOf(address).flatMap(ProxyAddress::credentials);
    }

    ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI address) {
                return List.of(proxyOf(address)
                        .map(proxy -> new Proxy(
                                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                        .orElse(Proxy.NO_PROXY));
            }

            @Override
            public void connectFailed(URI address, SocketAddress proxy, IOException problem) {
                // The call itself fails, and says so.
            }
        };
    }
}
