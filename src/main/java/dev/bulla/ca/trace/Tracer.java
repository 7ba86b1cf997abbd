/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import dev.bulla.ca.pace.Allowance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Chooses the requests that are followed: all, as long as there are not too many of them, but for those whose sender says
 * that they are not to be. So no stranger can make more work than was agreed to.
 */
public final class Tracer {
    private final Allowance allowance;
    private final InstantSource clock;
    private final Consumer<Told> listener;

    /**
     * @param perSecond how many are followed at most
     * @param listener  must not wait
     */
    public Tracer(int perSecond, InstantSource clock, Consumer<Told> listener) {
        this.allowance = new Allowance(perSecond, Duration.ofSeconds(1).dividedBy(perSecond), clock);
        this.clock = clock;
        this.listener = listener;
    }

    /** A request came. One that is not followed still carries on the name of its trace. */
    public Trace arrived(TraceContext.Headers headers) {
        var asker = TraceContext.of(headers);
        if (asker.map(TraceContext::sampled).orElse(true) && allowance.take()) {
            return new Following(asker, clock.instant(), listener);
        }
        return asker.<Trace>map(PassedOn::new).orElse(Trace.none());
    }
}
