/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of the gRPC server: one that accepts connections, some that read and write, and a virtual one for each call. */
final class GrpcThreads implements AutoCloseable {
    private final EventLoopGroup accepting = group(1, "grpc-accept");
    private final EventLoopGroup moving = group(0, "grpc-io");
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /** @param threads as many as Netty finds right if it is 0 */
    private static EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    NettyServerBuilder serving(NettyServerBuilder server) {
        return server.bossEventLoopGroup(accepting).workerEventLoopGroup(moving).executor(calls);
    }

    @Override
    public void close() {
        calls.shutdown();
        var _ = moving.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        var _ = accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
