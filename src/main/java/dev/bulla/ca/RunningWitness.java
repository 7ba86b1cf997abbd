/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A witness at work, and how it stops. */
public final class RunningWitness implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RunningWitness.class.getName());

    private final Facts facts;
    private final List<AutoCloseable> parts;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * What others must know of it.
     *
     * @param key  as logs and verifiers are told of it
     * @param port at which logs ask
     */
    public record Facts(String key, int port, int adminPort) {}

    /** @param parts closed in this order */
    RunningWitness(Facts facts, List<AutoCloseable> parts) {
        this.facts = facts;
        this.parts = List.copyOf(parts);
    }

    public Facts facts() {
        return facts;
    }

    /** Stops in good order when the process is asked to end, and then ends it with success. */
    public RunningWitness stopOnSignal() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            if (!stopping.get()) {
                close();
                Runtime.getRuntime().halt(0);
            }
        }));
        LOG.log(Level.INFO, "witnessing on port " + facts.port() + ", admin on " + facts.adminPort());
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
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "could not be closed properly", e);
            }
        }
        stopped.countDown();
    }
}
