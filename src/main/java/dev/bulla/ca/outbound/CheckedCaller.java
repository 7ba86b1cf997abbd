/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import dev.bulla.ca.outbound.NoReplyException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Calls servers whose names a stranger may have chosen. A name is looked up once, all its addresses are held against the
 * reach, and the connection goes to the first of them by its number. So no second answer of a name server counts. TLS
 * still asks for a certificate of the name.
 *
 * <p>Where a proxy stands between, it is the proxy that looks names up. Then only numbers in an address are checked here.
 */
final class CheckedCaller implements Way {
    /** How a name becomes addresses. */
    @FunctionalInterface
    interface Lookup {
        List<InetAddress> of(String name) throws UnknownHostException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SSLContext tls;
    private final Proxies proxies;
    private final Reach reach;
    private final Duration connectTimeout;
    private final Lookup lookup;

    CheckedCaller(TlsRoots roots, Proxies proxies, Reach reach, Duration connectTimeout) {
        this(roots, proxies, reach, connectTimeout, name -> List.of(InetAddress.getAllByName(name)));
    }

    CheckedCaller(TlsRoots roots, Proxies proxies, Reach reach, Duration connectTimeout, Lookup lookup) {
        LaunchFlags.requireHostHeader("a connection to an address that was checked");
        this.tls = roots.context();
        this.proxies = proxies;
        this.reach = reach;
        this.connectTimeout = connectTimeout;
        this.lookup = lookup;
    }

    @Override
    public Reply reply(Call call) throws NoReplyException {
        var name = HostName.of(call.address());
        if (proxies.proxyOf(call.address()).isPresent()) {
            var number = Reach.literal(name.host());
            if (number.isPresent()) {
                check(call, number.get());
            }
            try (var caller = new Caller(tls, proxies, connectTimeout)) {
                return caller.reply(call);
            }
        }
        var end = System.nanoTime() + call.limits().time().toNanos();
        var number = lookedUp(name.host(), call);
        var left = new Call.Limits(
                Duration.ofNanos(end - System.nanoTime()), call.limits().size());
        var headers = new HashMap<>(call.headers());
        headers.put("Host", name.header());
        try (var caller = new Caller(NamedTls.context(tls, name.host()), Proxies.NONE, connectTimeout)) {
            return caller.reply(new Call(name.at(number), headers, call.body(), left));
        }
    }

    private InetAddress lookedUp(String host, Call call) throws NoReplyException {
        var literal = Reach.literal(host);
        var numbers = literal.isPresent() ? List.of(literal.get()) : allOf(host, call);
        for (var number : numbers) {
            check(call, number);
        }
        return numbers.getFirst();
    }

    private void check(Call call, InetAddress number) throws NoReplyException {
        if (!reach.permits(number)) {
            throw new NoReplyException(
                    Reason.NOT_CONNECTED,
                    Caller.server(call) + ": it is at " + number.getHostAddress()
                            + ", which is no public address, and may not be called",
                    null);
        }
    }

    private List<InetAddress> allOf(String host, Call call) throws NoReplyException {
        Future<List<InetAddress>> looking = threads.submit(() -> lookup.of(host));
        try {
            return looking.get(call.limits().time().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NoReplyException(Reason.TIMED_OUT, Caller.server(call) + ": its name could not be looked up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoReplyException(Reason.CANCELLED, Caller.server(call) + ": nobody waits any more", e);
        } catch (ExecutionException e) {
            throw new NoReplyException(Reason.NOT_CONNECTED, Caller.server(call) + ": its name is not known", e);
        } finally {
            looking.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
