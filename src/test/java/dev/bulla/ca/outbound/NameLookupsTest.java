/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameLookupsTest {
    private static final InetAddress NUMBER = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddressResolver.LookupPolicy ANY = InetAddressResolver.LookupPolicy.of(
            InetAddressResolver.LookupPolicy.IPV4 | InetAddressResolver.LookupPolicy.IPV6);

    /** What the system would say, and which thread it was asked by. */
    private final CompletableFuture<Thread> asked = new CompletableFuture<>();

    private final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    private final InetAddressResolver lookups = NameLookups.onThreadsOfTheirOwn(new Answering());

    @Test
    void noVirtualThreadAsksTheSystemItself() throws Exception {
        answer.complete(List.of(NUMBER));

        var found = inVirtualThread(
                () -> lookups.lookupByName("issuer.example.com", ANY).toList());

        assertThat(found.get(10, TimeUnit.SECONDS)).containsExactly(NUMBER);
        assertThat(asked.join().isVirtual()).isFalse();
    }

    @Test
    void aThreadOfTheSystemAsksItself() throws Exception {
        answer.complete(List.of(NUMBER));

        assertThat(lookups.lookupByName("issuer.example.com", ANY)).containsExactly(NUMBER);
        assertThat(asked.join()).isSameAs(Thread.currentThread());
    }

    @Test
    void whatTheSystemDoesNotKnowIsNotKnown() {
        answer.completeExceptionally(new UnknownHostException("issuer.example.com: no such name"));

        var found = inVirtualThread(
                () -> lookups.lookupByName("issuer.example.com", ANY).toList());

        assertThatThrownBy(() -> found.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("issuer.example.com: no such name");
    }

    @Test
    void whoeverIsInterruptedStillGetsTheAnswer() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new CompletableFuture<Thread>();
            var found = threads.submit(() -> {
                waiting.complete(Thread.currentThread());
                return lookups.lookupByName("issuer.example.com", ANY).toList();
            });
            asked.get(10, TimeUnit.SECONDS);

            waiting.join().interrupt();
            answer.complete(List.of(NUMBER));

            assertThat(found.get(10, TimeUnit.SECONDS)).containsExactly(NUMBER);
        }
    }

    /** Java takes the first that it finds, before the first name is looked up. */
    @Test
    void javaFindsIt() throws Exception {
        assertThat(ServiceLoader.load(InetAddressResolverProvider.class).stream()
                        .map(ServiceLoader.Provider::type))
                .containsExactly(NameLookups.class);
        assertThat(inVirtualThread(() -> InetAddress.getByName("localhost")).get(10, TimeUnit.SECONDS))
                .matches(InetAddress::isLoopbackAddress);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .anyMatch(name -> name.startsWith("name-lookup-"));
    }

    private static <T> Future<T> inVirtualThread(Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(work);
        }
    }

    private final class Answering implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            asked.complete(Thread.currentThread());
            try {
                return answer.get(10, TimeUnit.SECONDS).stream();
            } catch (ExecutionException e) {
                throw (UnknownHostException) e.getCause();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnknownHostException("no name of an address is asked for");
        }
    }
}
