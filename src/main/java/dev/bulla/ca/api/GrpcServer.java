/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The gRPC server of the API, with health and reflection, without TLS. Every call runs on its own virtual thread. */
public final class GrpcServer implements AutoCloseable {
    /** Tokens come as metadata too, and HTTP takes as much. */
    private static final int LARGEST_METADATA = 1024 * 1024;

    /** More calls of a connection that are given up within half a minute are an attack on what it costs to begin them. */
    private static final int CALLS_GIVEN_UP = 200;

    private static final int HALF_A_MINUTE = 30;

    private final Server server;
    private final GrpcThreads threads;
    private final GrpcDoor door;
    private final GrpcSettings settings;

    private GrpcServer(Server server, GrpcThreads threads, GrpcDoor door, GrpcSettings settings) {
        this.server = server;
        this.threads = threads;
        this.door = door;
        this.settings = settings;
    }

    /** Listens from now on. Throws {@link UncheckedIOException} if the address cannot be had. */
    public static GrpcServer start(GrpcSettings settings, CaService service, Answers answers, ApiEvents events) {
        var threads = new GrpcThreads();
        var door = new GrpcDoor(settings, service, answers);
        var offered = offered(service, answers);
        var names = offered.stream()
                .map(definition -> definition.getServiceDescriptor().getName())
                .collect(Collectors.toUnmodifiableSet());
        var room = settings.room();
        var server = threads.serving(NettyServerBuilder.forAddress(settings.address()))
                .channelFactory(() -> new CountedServerChannel(room.connections()))
                .maxConcurrentCallsPerConnection(room.callsPerConnection())
                .maxInboundMessageSize(RequestBody.LARGEST)
                .maxInboundMetadataSize(LARGEST_METADATA)
                .maxRstFramesPerWindow(CALLS_GIVEN_UP, HALF_A_MINUTE)
                .maxConnectionIdle(settings.idleTimeout().toNanos(), TimeUnit.NANOSECONDS)
                .handshakeTimeout(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS)
                .addServices(offered)
                .fallbackHandlerRegistry(new UnknownMethods(names))
                .addStreamTracerFactory(door)
                .intercept(door)
                .intercept(new SameEncoding())
                .intercept(new GrpcObserver(events))
                .build();
        try {
            return new GrpcServer(server.start(), threads, door, settings);
        } catch (IOException e) {
            threads.close();
            door.close();
            throw new UncheckedIOException("gRPC on " + settings.address(), e);
        }
    }

    private static List<ServerServiceDefinition> offered(CaService service, Answers answers) {
        return List.of(
                new GrpcApi(service).service(answers),
                GrpcHealth.service(answers),
                ProtoReflectionServiceV1.newInstance().bindService(),
                olderReflection().bindService());
    }

    /** Many tools still ask for reflection under its first name. */
    @SuppressWarnings("deprecation")
    private static BindableService olderReflection() {
        return ProtoReflectionService.newInstance();
    }

    public int port() {
        return server.getPort();
    }

    /** Takes no new call, lets calls in flight end within the grace period, then cancels what is left. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(settings.grace().toNanos(), TimeUnit.NANOSECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        door.close();
        threads.close();
    }
}
