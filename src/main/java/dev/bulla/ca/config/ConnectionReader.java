/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what an issuer's object says of the way to its keys, and tells what cannot be meant. */
final class ConnectionReader {
    /** The spelling in JSON, in small letters, to that in YAML. */
    static final Map<String, String> NAMES = Map.of(
            "allowplainhttp", "allow-plain-http",
            "proxy", "proxy",
            "cafile", "ca-file",
            "bearertokenfile", "bearer-token-file",
            "jwkshosts", "jwks-hosts",
            "allowprivateaddresses", "allow-private-addresses",
            "jwksfile", "jwks-file",
            "keylifetime", "key-lifetime");

    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(30);
    private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

    private final Fields fields;
    private final Problems problems;

    ConnectionReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    IssuerConnection read() {
        return new IssuerConnection(
                fields.flag("allow-plain-http"),
                proxy(),
                file("ca-file"),
                file("bearer-token-file"),
                keyHosts(),
                fields.flag("allow-private-addresses"),
                file("jwks-file"),
                keyLifetime());
    }

    /** What contradicts itself. */
    void check(IssuerSettings issuer, boolean pattern) {
        var connection = issuer.connection();
        if (connection.rootsFile().isPresent() && issuer.caCertificates().isPresent()) {
            add("ca-file", "give either ca-cert or ca-file, not both");
        }
        if (connection.tokenFile().isPresent() && !issuer.url().startsWith("https://")) {
            add("bearer-token-file", "a token is shown over https only");
        }
        if (connection.privateAddresses() && !pattern) {
            problems.warn(
                    fields.placeOf("allow-private-addresses"),
                    "allow-private-addresses is for patterns; " + issuer.url() + " may be anywhere");
        }
        if (pattern) {
            ofPattern(connection);
        }
        connection.keysFile().ifPresent(_ -> alone(issuer));
    }

    private void ofPattern(IssuerConnection connection) {
        if (connection.keysFile().isPresent()) {
            add("jwks-file", "keys are pinned for one issuer, not for all of a pattern");
        }
        if (connection.tokenFile().isPresent()) {
            add("bearer-token-file", "a token is for one issuer, not for all of a pattern");
        }
    }

    private void alone(IssuerSettings issuer) {
        Stream.of(
                        "proxy",
                        "ca-file",
                        "bearer-token-file",
                        "jwks-hosts",
                        "allow-plain-http",
                        "allow-private-addresses",
                        "key-lifetime")
                .filter(fields::has)
                .forEach(
                        name -> add(name, name + " has no effect with jwks-file: " + issuer.url() + " is never asked"));
    }

    private Optional<String> proxy() {
        var text = fields.text("proxy");
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Optional<Path> file(String name) {
        var text = fields.text(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            add(name, "no file can be called so");
            return Optional.empty();
        }
    }

    private Set<String> keyHosts() {
        var hosts = new HashSet<String>();
        for (var host : fields.list("jwks-hosts")) {
            if (SERVER.matcher(host).matches() && URI.create("https://" + host).getHost() != null) {
                hosts.add(host.endsWith(":443") ? host.substring(0, host.length() - ":443".length()) : host);
            } else {
                add("jwks-hosts", "\"" + host + "\" is no server: write host or host:port");
            }
        }
        return hosts;
    }

    private Duration keyLifetime() {
        var text = fields.text("key-lifetime");
        if (text.isEmpty()) {
            return IssuerConnection.USUAL_LIFETIME;
        }
        var given = GoDuration.parse(text)
                .filter(span -> span.compareTo(SHORTEST_LIFETIME) >= 0 && span.compareTo(LONGEST_LIFETIME) <= 0);
        if (given.isEmpty()) {
            add("key-lifetime", "key-lifetime must be a duration from 5m to 720h, was \"" + text + "\"");
        }
        return given.orElse(IssuerConnection.USUAL_LIFETIME);
    }

    private void add(String field, String what) {
        problems.add(fields.placeOf(field), what);
    }
}
