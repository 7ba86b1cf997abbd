/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.LogReceipt.Logged;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.transparency.Attempt.Accepted;
import dev.bulla.ca.transparency.Attempt.Again;
import dev.bulla.ca.transparency.Attempt.Final;
import dev.bulla.ca.transparency.Attempt.Over;
import dev.bulla.ca.x509.Bytes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log over the network that speaks RFC 6962: the original's kind, static ones included. */
public final class RemoteLog implements TransparencyLog {
    private static final Logger LOG = System.getLogger(RemoteLog.class.getName());
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final LogEndpoint endpoint;
    private final Caller caller;
    private final Patience patience;
    private final LogEvents events;
    private final AtomicReference<SubmissionBody> latest = new AtomicReference<>();

    public RemoteLog(LogEndpoint endpoint, Caller caller, Patience patience, LogEvents events) {
        this.endpoint = endpoint;
        this.caller = caller;
        this.patience = patience;
        this.events = events;
    }

    @Override
    public Supplier<LogReceipt> submit(Precertificate precertificate) {
        var body = bodyUnder(precertificate.chain()).with(precertificate.der());
        return () -> receipt(body);
    }

    private LogReceipt receipt(Bytes body) {
        var spent = patience.start();
        while (true) {
            switch (attempt(body, spent.left())) {
                case Accepted accepted -> {
                    return new Logged(accepted.timestamp());
                }
                case Final end ->
                    throw new FailedException(Backend.LOG, endpoint.name() + ": " + end.detail(), end.cause());
                case Over over -> throw givenUp(over.detail(), over.cause());
                case Again again -> waitAfter(again, spent);
            }
        }
    }

    /** Prepared again only when the CA's chain changed. Where two walks have two chains at once, both are right. */
    private SubmissionBody bodyUnder(IssuingChain chain) {
        var body = latest.get();
        if (body == null || !body.isUnder(chain)) {
            body = SubmissionBody.under(chain);
            latest.set(body);
        }
        return body;
    }

    private Attempt attempt(Bytes body, Duration left) {
        var start = System.nanoTime();
        var attempt = reply(body, left);
        events.attempted(endpoint.name(), attempt.outcome(), Duration.ofNanos(System.nanoTime() - start));
        return attempt;
    }

    private Attempt reply(Bytes body, Duration left) {
        var limits = new Call.Limits(left, LARGEST_ANSWER);
        try {
            return Attempt.of(caller.reply(Call.post(endpoint.submission(), endpoint.headers(), body, limits)));
        } catch (NoReplyException e) {
            return Attempt.of(e);
        }
    }

    private void waitAfter(Again again, Patience.Spent spent) {
        var wait = spent.nextWait(again.retryAfter()).orElseThrow(() -> givenUp(again.detail(), again.cause()));
        LOG.log(
                Level.INFO,
                "Request to {0} failed, backing-off for {1} ms: {2}",
                endpoint.name(),
                Long.toString(wait.toMillis()),
                again.detail());
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(again.detail(), e);
        }
    }

    private UnavailableException givenUp(String detail, @Nullable Exception cause) {
        return new UnavailableException(Backend.LOG, endpoint.name() + ": given up: " + detail, cause);
    }
}
