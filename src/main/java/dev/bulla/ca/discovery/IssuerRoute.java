/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.Reach;
import dev.bulla.ca.outbound.Reply;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.outbound.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the servers of an issuer are reached. TLS roots of its own mean an issuer of one's own network, which no proxy of the
 * environment leads to.
 *
 * @param roots     PEM text of TLS roots to believe beside those of the system
 * @param rootsFile the same in a file, which is read anew for each call, so that it can be replaced
 * @param proxy     an HTTP proxy in place of those of the environment, or {@code none}
 * @param bearer    what its own server wants to see of us
 */
public record IssuerRoute(
        Optional<String> roots,
        Optional<Path> rootsFile,
        Optional<String> proxy,
        Optional<BearerFile> bearer,
        Reach reach) {
    /** The proxy of an issuer that wants none. */
    public static final String NO_PROXY = "none";

    /** To an issuer with a certificate that everyone trusts, through the proxies of the environment. */
    public static final IssuerRoute USUAL =
            new IssuerRoute(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Reach.ANYWHERE);

    Way way(Map<String, String> environment, Duration connectTimeout) {
        var proxies = proxies(environment);
        var way = rootsFile
                .<Way>map(file -> new Rereading(file, environment, proxies, connectTimeout))
                .orElseGet(() -> Way.of(roots(environment), proxies, reach, connectTimeout));
        return bearer.<Way>map(file -> new Bearing(file, way)).orElse(way);
    }

    private TlsRoots roots(Map<String, String> environment) {
        return roots.map(pem -> TlsRoots.systemAnd(pem, environment)).orElseGet(() -> TlsRoots.system(environment));
    }

    private Proxies proxies(Map<String, String> environment) {
        if (proxy.isPresent()) {
            return proxy.get().equals(NO_PROXY) ? Proxies.NONE : Proxies.through("proxy", proxy.get());
        }
        return roots.isPresent() || rootsFile.isPresent() ? Proxies.NONE : Proxies.ofEnvironment(environment);
    }

    private final class Rereading implements Way {
        private final Path file;
        private final Map<String, String> environment;
        private final Proxies proxies;
        private final Duration connectTimeout;

        Rereading(Path file, Map<String, String> environment, Proxies proxies, Duration connectTimeout) {
            this.file = file;
            this.environment = environment;
            this.proxies = proxies;
            this.connectTimeout = connectTimeout;
        }

        @Override
        public Reply reply(Call call) throws NoReplyException {
            try (var way = Way.of(TlsRoots.systemAnd(file, environment), proxies, reach, connectTimeout)) {
                return way.reply(call);
            } catch (IllegalArgumentException e) {
                throw new UnavailableException(Backend.ISSUER, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            // Nothing outlives a call.
        }
    }

    private record Bearing(BearerFile bearer, Way way) implements Way {

        @Override
        public Reply reply(Call call) throws NoReplyException {
            return way.reply(bearer.shownTo(call));
        }

        @Override
        public void close() {
            way.close();
        }
    }
}
