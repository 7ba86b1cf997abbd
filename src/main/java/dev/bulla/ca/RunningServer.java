/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.SettingsInUse;
import dev.bulla.ca.observe.Readiness;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything that listens, and how it stops: no new requests, those in flight end, and the probes say so meanwhile. */
public final class RunningServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RunningServer.class.getName());

    private final Ports ports;
    private final Readiness readiness;
    private final Runnable readAgain;
    private final List<AutoCloseable> forClients;
    private final List<AutoCloseable> afterwards;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * The ports in use, which the settings may have left to the system.
     *
     * @param grpc 0 where nobody speaks it
     */
    public record Ports(int http, int grpc, int admin) {

        @Override
        public String toString() {
            return grpc == 0
                    ? "HTTP %d, admin %d".formatted(http, admin)
                    : "HTTP %d, gRPC %d, admin %d".formatted(http, grpc, admin);
        }
    }

    /**
     * @param readAgain  reads again what can change while it runs
     * @param forClients closed first and side by side, each within its grace period
     * @param afterwards closed then, in this order
     */
    RunningServer(
            Ports ports,
            Readiness readiness,
            Runnable readAgain,
            List<AutoCloseable> forClients,
            List<AutoCloseable> afterwards) {
        this.ports = ports;
        this.readiness = readiness;
        this.readAgain = readAgain;
        this.forClients = List.copyOf(forClients);
        this.afterwards = List.copyOf(afterwards);
    }

    public Ports ports() {
        return ports;
    }

    /** Reads again what can change while it runs, when the process is sent SIGHUP, and says which settings cannot. */
    public RunningServer readAgainOnHangUp(SettingsInUse settings) {
        HangUp.runs(() -> {
            settings.news().forEach(news -> LOG.log(Level.WARNING, news));
            readAgain.run();
        });
        return this;
    }

    /** Stops in good order when the process is asked to end, and then ends it with success. Says so once that is in place. */
    public RunningServer stopOnSignal() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            if (!stopping.get()) {
                ServiceManager.tell("STOPPING=1");
                close();
                Runtime.getRuntime().halt(0);
            }
        }));
        LOG.log(
                Level.INFO,
                "serving HTTP on port " + ports.http() + (ports.grpc() == 0 ? "" : ", gRPC on " + ports.grpc())
                        + ", admin on " + ports.admin());
        ServiceManager.tell("READY=1");
        return this;
    }

    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            return;
        }
        LOG.log(Level.INFO, "stopping: requests in flight may finish");
        readiness.serving(false);
        var closing = forClients.stream()
                .map(server -> Thread.ofVirtual().start(() -> closeQuietly(server)))
                .toList();
        closing.forEach(RunningServer::join);
        afterwards.forEach(RunningServer::closeQuietly);
        LOG.log(Level.INFO, "stopped");
        stopped.countDown();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "could not be closed properly", e);
        }
    }
}
