/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.IssuerType;
import dev.bulla.ca.discovery.BearerFile;
import dev.bulla.ca.discovery.IssuerHttp;
import dev.bulla.ca.discovery.IssuerRoute;
import dev.bulla.ca.discovery.KeyHosts;
import dev.bulla.ca.outbound.Reach;
import dev.bulla.ca.outbound.TlsRoots;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Issuer settings to the ways on which issuers are reached. */
final class IssuerRoutes {
    /** What a cluster calls itself in the tokens of its service accounts. */
    private static final Set<String> THIS_CLUSTER =
            Set.of("https://kubernetes.default.svc", "https://kubernetes.default.svc.cluster.local");

    private static final Pattern HOST = Pattern.compile("[^:]*://(?<host>\\[[^\\]]*\\]|[^/:?#]*).*", Pattern.DOTALL);

    private final Cluster cluster;
    private final Map<String, String> environment;
    private final IssuerHttp usual;

    /**
     * Where a pod finds what it needs to ask its own cluster.
     *
     * @param roots for its TLS certificate; the place is the original's
     * @param token of our service account, where there is one
     */
    record Cluster(Path roots, Path token) {
        static final Cluster USUAL = new Cluster(
                Path.of("/var/run/fulcio/ca.crt"), Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token"));
    }

    IssuerRoutes(Cluster cluster, Map<String, String> environment) {
        this.cluster = cluster;
        this.environment = Map.copyOf(environment);
        try {
            this.usual = IssuerHttp.by(IssuerRoute.USUAL, environment);
        } catch (IllegalArgumentException e) {
            // An environment may name roots of its own, and those may be no such thing.
            throw new InvalidSettingsException(List.of("SSL_CERT_FILE: " + e.getMessage()));
        }
    }

    boolean isThisCluster(IssuerSettings issuer) {
        return issuer.type() == IssuerType.KUBERNETES && THIS_CLUSTER.contains(issuer.url());
    }

    /** @param member whether a pattern let it in: then its keys are with it, or on a server that is listed */
    KeyHosts keyHosts(IssuerSettings issuer, boolean member) {
        var listed = issuer.connection().keyHosts();
        return member || !listed.isEmpty() || bearer(issuer).isPresent() ? KeyHosts.ownAnd(listed) : KeyHosts.ANY;
    }

    /** To an issuer that was configured itself, wherever it is: its operator has named it. */
    IssuerHttp to(IssuerSettings issuer) {
        issuer.connection().rootsFile().ifPresent(this::requireRoots);
        var bearer = bearer(issuer);
        var rootsFile = rootsFile(issuer);
        var proxy = issuer.connection().proxy();
        var roots = rootsFile.isPresent() ? Optional.<String>empty() : issuer.caCertificates();
        var route = new IssuerRoute(roots, rootsFile, proxy, bearer, Reach.ANYWHERE);
        return route.equals(IssuerRoute.USUAL) ? usual : IssuerHttp.by(route, environment);
    }

    /** To whatever a token makes of a pattern: on the open internet, unless the pattern or its settings say otherwise. */
    IssuerHttp toPattern(IssuerSettings issuer, String pattern) {
        var connection = issuer.connection();
        connection.rootsFile().ifPresent(this::requireRoots);
        var reach = connection.privateAddresses() ? Reach.ANYWHERE : Reach.publicAnd(host(pattern));
        return IssuerHttp.by(
                new IssuerRoute(
                        issuer.caCertificates(), connection.rootsFile(), connection.proxy(), Optional.empty(), reach),
                environment);
    }

    private static String host(String pattern) {
        var matcher = HOST.matcher(pattern);
        return matcher.matches() ? matcher.group("host") : "";
    }

    private Optional<Path> rootsFile(IssuerSettings issuer) {
        return issuer.connection()
                .rootsFile()
                .or(() -> isThisCluster(issuer) ? Optional.of(cluster.roots()) : Optional.empty());
    }

    private Optional<BearerFile> bearer(IssuerSettings issuer) {
        return issuer.connection()
                .tokenFile()
                .map(file -> new BearerFile(file, URI.create(issuer.url()), false))
                .or(() -> isThisCluster(issuer)
                        ? Optional.of(new BearerFile(cluster.token(), URI.create(issuer.url()), true))
                        : Optional.empty());
    }

    /** A file that an operator named must be there; that of a pod may come later. */
    private void requireRoots(Path file) {
        var _ = TlsRoots.systemAnd(file, environment);
    }
}
