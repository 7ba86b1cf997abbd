/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything {@code serve} was told, read and checked.
 *
 * @param data       the folder for what must outlive a restart
 * @param timestamps the time-stamping authority, if there is to be one
 */
public record Settings(
        boolean logAsJson,
        Path data,
        Path issuers,
        SignerTarget signer,
        LogTarget log,
        Optional<TimestampSettings> timestamps,
        Ports ports,
        Limits limits,
        Rules rules,
        Audit audit,
        Optional<AccessLog> accessLog,
        Optional<Tracing> tracing,
        Trust trust) {

    /** Where this server writes, by what for. */
    public Map<String, Path> folders() {
        var folders = new TreeMap<>(log instanceof LogTarget.Embedded own ? own.folders() : Map.of("data", data));
        audit.file().map(file -> file.toAbsolutePath().getParent()).ifPresent(folder -> folders.put("audit", folder));
        return folders;
    }

    /** @param admin port of metrics and probes */
    public record Ports(Address http, Address grpc, Address admin, TlsTargets tls, Spoken spoken) {}

    /**
     * What the HTTP port speaks besides HTTP/1.1.
     *
     * @param grpc the gRPC API, which needs HTTP/2
     */
    public record Spoken(boolean http2, boolean grpc) {}

    public record Address(String host, int port) {}

    /**
     * What bounds the work.
     *
     * @param request     how long a request may take to arrive
     * @param adminHeader the same on the admin port
     * @param cores       how many requests compute at a time
     * @param coreWait    how long one may wait until it does
     */
    public record Limits(
            Duration idle,
            Duration request,
            Duration adminHeader,
            Duration shutdownGrace,
            int requestsInFlight,
            int cores,
            Duration coreWait,
            Room room) {}

    /**
     * How much may be held for clients.
     *
     * @param connections on each port for clients
     * @param head        bytes of a request over HTTP without its body
     * @param body        bytes of a request, or of a message over gRPC
     * @param calls       open at a time on a gRPC connection
     */
    public record Room(int connections, int head, int body, int calls) {}

    /**
     * How certificates are made and refused.
     *
     * @param clientAlgorithms names of the client keys to certify, checked where they are used
     */
    public record Rules(
            List<String> clientAlgorithms,
            Duration lifetime,
            Duration backdating,
            boolean proofOverAnyClaim,
            boolean errorDetails) {
        public Rules {
            clientAlgorithms = List.copyOf(clientAlgorithms);
        }
    }

    /** @param file empty for standard output */
    public record AccessLog(Optional<Path> file) {}

    /**
     * Where traces are sent to.
     *
     * @param collector base of its addresses
     * @param perSecond requests that are traced at most
     */
    public record Tracing(URI collector, int perSecond) {}

    /** @param file empty for standard output */
    public record Audit(Optional<Path> file, boolean required) {}

    /**
     * What goes into the trust material.
     *
     * @param ca     what the world reaches the HTTP port by
     * @param log    what it reads the log by, where that is not the prefix on the HTTP port
     * @param merged documents of others
     * @param tufPassword of the key that keeps the repository of it fresh
     * @param publishLead how long a key is in it before it is used
     */
    public record Trust(
            Optional<URI> ca, Optional<URI> log, List<Path> merged, String tufPassword, Duration publishLead) {
        public Trust {
            merged = List.copyOf(merged);
        }

        /** Leaves out the password. */
        @Override
        public String toString() {
            return "trust material for " + ca + " and " + log + " with " + merged;
        }
    }
}
