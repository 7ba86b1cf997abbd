/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A listening socket with so many connections at most. What comes beyond is closed at once: Netty itself has no limit. */
final class CountedServerChannel extends NioServerSocketChannel {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    CountedServerChannel(int most) {
        this.most = most;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        var before = accepted.size();
        var read = super.doReadMessages(accepted);
        for (var i = accepted.size() - 1; i >= before; i--) {
            if (accepted.get(i) instanceof Channel connection && !admitted(connection)) {
                accepted.remove(i);
            }
        }
        return read;
    }

    private boolean admitted(Channel connection) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            connection.unsafe().closeForcibly();
            return false;
        }
        var _ = connection.closeFuture().addListener(_ -> open.decrementAndGet());
        return true;
    }
}
