/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How this process looks names up: as the system does, on threads of their own.
 *
 * <p>The system's lookup blocks, and a virtual thread that blocks in it keeps the thread that carries it. With a name server that
 * does not answer, some eight issuers would stop everything that the server does. Java finds this class as a service.
 */
public final class NameLookups extends InetAddressResolverProvider {
    private static final int AT_ONCE = 64;
    private static final int SECONDS_IDLE = 30;

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return onThreadsOfTheirOwn(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "lookups that hold up no virtual thread but their own";
    }

    static InetAddressResolver onThreadsOfTheirOwn(InetAddressResolver system) {
        return new Resolver(system, threads());
    }

    private static ExecutorService threads() {
        var pool = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                SECONDS_IDLE,
                TimeUnit.SECONDS,
                // No longer than there are names asked for: Java looks each of them up but once at a time.
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("name-lookup-", 0).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private record Resolver(InetAddressResolver system, ExecutorService threads) implements InetAddressResolver {
        @FunctionalInterface
        private interface Lookup<T> {
            T now() throws UnknownHostException;
        }

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            // A list, since a stream of the system may be looked up only when it is read.
            return apart(() -> system.lookupByName(host, policy).toList()).stream();
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return apart(() -> system.lookupByAddress(address));
        }

        /** Waits to the end even when interrupted: Java would keep for seconds, and for all, that the name is not known. */
        private <T> T apart(Lookup<T> lookup) throws UnknownHostException {
            if (!Thread.currentThread().isVirtual()) {
                return lookup.now();
            }
            var found = new CompletableFuture<T>();
            threads.execute(() -> complete(found, lookup));
            try {
                return found.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UnknownHostException unknown) {
                    throw unknown;
                }
                throw e;
            }
        }

        private static <T> void complete(CompletableFuture<T> found, Lookup<T> lookup) {
            try {
                found.complete(lookup.now());
            } catch (UnknownHostException | RuntimeException | Error e) {
                found.completeExceptionally(e);
            }
        }
    }
}
