/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name, in capitals or not. Read once; a value
 * we cannot honour stops the start instead of being passed over.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final int DEFAULT_PORT = 80;

    private final Map<String, String> environment;
    private final Proxy http;
    private final Proxy https;
    private final UnproxiedHosts unproxied;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.http = proxy("HTTP_PROXY");
        this.https = proxy("HTTPS_PROXY");
        this.unproxied = new UnproxiedHosts(value("NO_PROXY").orElse(""));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private Proxy proxy(String name) {
        return value(name).map(value -> proxy(name, value)).orElse(Proxy.NO_PROXY);
    }

    private static Proxy proxy(String name, String value) {
        try {
            var url = new URI(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && url.getRawUserInfo() == null) {
                var port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
                return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(url.getHost(), port));
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " is not a URL", e.getCause());
        }
        throw new IllegalArgumentException(name + " must be an http:// URL with a host and without user and password");
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (unproxied.include(uri)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of("https".equalsIgnoreCase(uri.getScheme()) ? https : http);
    }

    /** There is no second proxy to turn to. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
