/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.Pause;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where connections come in. Each is served by a thread of its own; while there are as many as may be, the next ones wait outside. */
final class Doorway {
    private static final Logger LOG = System.getLogger(Doorway.class.getName());
    private static final int BACKLOG = 4096;
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final ServerSocketChannel door;
    private final int most;
    private final Semaphore places;
    private final Visit visit;
    private final Thread doorman =
            Thread.ofPlatform().name("doorway").daemon(false).unstarted(this::letIn);

    /** Serves a connection to its end. */
    interface Visit {
        void serve(Wire wire) throws InterruptedException;
    }

    private Doorway(ServerSocketChannel door, int most, Visit visit) {
        this.door = door;
        this.most = most;
        this.places = new Semaphore(most);
        this.visit = visit;
    }

    /**
     * Open from now on. Throws {@link UncheckedIOException} if the address cannot be had.
     *
     * @param most how many connections there may be at a time
     */
    static Doorway open(InetSocketAddress address, int most, Visit visit) {
        try {
            var doorway = new Doorway(listening(address), most, visit);
            doorway.doorman.start();
            return doorway;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address.getHostString() + ":" + address.getPort(), e);
        }
    }

    private static ServerSocketChannel listening(InetSocketAddress address) throws IOException {
        var door = ServerSocketChannel.open();
        try {
            return door.bind(address, BACKLOG);
        } catch (IOException | RuntimeException e) {
            door.close();
            throw e;
        }
    }

    int port() {
        try {
            return ((InetSocketAddress) door.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void letIn() {
        try {
            while (door.isOpen()) {
                places.acquire();
                if (!isOneIn()) {
                    places.release();
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "nobody is let in any more");
        }
    }

    /** That there are no handles left for one more, or that the next one left again, is no reason to close. */
    private boolean isOneIn() {
        try {
            var channel = door.accept();
            Thread.ofVirtual().name("connection").start(() -> visitBy(channel));
            return true;
        } catch (ClosedChannelException e) {
            return false;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a connection cannot be taken: {0}", e.getMessage());
            Pause.pass();
            return false;
        }
    }

    private void visitBy(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            visit.serve(new Wire(channel));
        } catch (CloseConnectionException | IOException | UncheckedIOException | InterruptedException e) {
            LOG.log(Level.TRACE, "a connection has ended", e);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "a connection was given up", e);
        } finally {
            places.release();
        }
    }

    /** Lets nobody in any more. The system takes connections for as long as the doorman listens, even when the door is closed. */
    @SuppressWarnings("Interruption") // The doorman is ours.
    void shut() {
        try {
            door.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the door does not shut", e);
        }
        doorman.interrupt();
        try {
            doorman.join(A_MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all have left, but no longer than this. */
    void awaitEmpty(Duration patience) {
        try {
            if (places.tryAcquire(most, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                places.release(most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
