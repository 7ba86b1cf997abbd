/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a {@link TestIssuer} does with a request, given the answer it should have sent. */
@FunctionalInterface
public interface IssuerBehaviour {
    IssuerBehaviour HONEST = (exchange, right) -> {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, right.length);
        exchange.getResponseBody().write(right);
    };

    /** Hangs up without a word. */
    IssuerBehaviour DEAD = (exchange, right) -> {};

    /** Sends white space as fast as it is taken, and never ends. */
    IssuerBehaviour HUGE = (exchange, right) -> {
        exchange.sendResponseHeaders(200, 0);
        var blank = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            exchange.getResponseBody().write(blank);
        }
    };

    static IssuerBehaviour status(int status) {
        return (exchange, right) -> {
            exchange.sendResponseHeaders(status, right.length);
            exchange.getResponseBody().write(right);
        };
    }

    static IssuerBehaviour redirectTo(String location) {
        return (exchange, right) -> {
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Answers as it should, but only when the wait has returned. */
    static IssuerBehaviour slow(Wait wait) {
        return (exchange, right) -> {
            try {
                wait.returns();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            HONEST.answer(exchange, right);
        };
    }

    void answer(HttpExchange exchange, byte[] right) throws IOException;

    /** Something that takes as long as the test wants, such as {@code latch::await}. */
    @FunctionalInterface
    interface Wait {
        void returns() throws InterruptedException;
    }
}
