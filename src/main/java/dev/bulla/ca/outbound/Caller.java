/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import dev.bulla.ca.outbound.BoundedBody.TooLargeException;
import dev.bulla.ca.outbound.NoReplyException.Reason;
import dev.bulla.ca.trace.Trace;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

/** Calls other servers, any number at once, and keeps connections for the next call. It changes nothing once it is made. */
public final class Caller implements Way {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Proxies proxies;
    private final HttpClient client;

    /**
     * @param roots          whose servers are believed over https, with TLS 1.2 or newer
     * @param connectTimeout how long one server may take to accept a connection
     */
    public Caller(TlsRoots roots, Proxies proxies, Duration connectTimeout) {
        this(roots.context(), proxies, connectTimeout);
    }

    Caller(SSLContext tls, Proxies proxies, Duration connectTimeout) {
        this.proxies = proxies;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(tls)
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"}))
                .proxy(proxies.selector())
                .connectTimeout(connectTimeout)
                .executor(threads)
                .build();
    }

    @Override
    public Reply reply(Call call) throws NoReplyException {
        var told = Trace.current().calls(call.method());
        try {
            var reply = untold(call.with(told.headers()));
            told.answered(reply.status());
            return reply;
        } catch (NoReplyException e) {
            told.failed(e.reason().name());
            throw e;
        }
    }

    private Reply untold(Call call) throws NoReplyException {
        var exchange = threads.submit(() -> send(call));
        try {
            return new Reply(exchange.get(call.limits().time().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new NoReplyException(
                    Reason.TIMED_OUT,
                    server(call) + ": no whole reply in " + call.limits().time().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoReplyException(Reason.CANCELLED, server(call) + ": nobody waits for the reply any more", e);
        } catch (ExecutionException e) {
            throw noReply(call, e);
        }
    }

    private HttpResponse<Bytes> send(Call call) throws IOException, InterruptedException {
        return client.send(request(call), head -> new BoundedBody(call.limits().size()));
    }

    private HttpRequest request(Call call) throws UnknownHostException {
        var request =
                HttpRequest.newBuilder().setHeader("User-Agent", "bulla").setHeader("Accept-Encoding", "identity");
        var odd = HostName.in(call.address());
        odd.ifPresent(name -> request.setHeader("Host", name.header()));
        call.headers().forEach(request::setHeader);
        var address = odd.isPresent() ? odd.get().byNumber() : call.address();
        proxies.credentials(address).ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        call.body().ifPresent(body -> request.POST(BodyPublishers.ofByteArray(body.array())));
        return request.uri(address).build();
    }

    private static NoReplyException noReply(Call call, ExecutionException failure) {
        if (isCausedBy(failure, TooLargeException.class)) {
            return new NoReplyException(
                    Reason.TOO_LARGE,
                    server(call) + ": its reply has more than " + call.limits().size() + " bytes",
                    failure);
        }
        return switch (failure.getCause()) {
            case ConnectException e -> told(Reason.NOT_CONNECTED, call, e);
            case HttpConnectTimeoutException e -> told(Reason.NOT_CONNECTED, call, e);
            case UnknownHostException e -> told(Reason.NOT_CONNECTED, call, e);
            case SSLHandshakeException e -> told(Reason.NOT_CONNECTED, call, e);
            case IOException e -> told(Reason.BROKEN, call, e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException("the JDK's client throws nothing else", failure);
        };
    }

    private static NoReplyException told(Reason reason, Call call, IOException cause) {
        return new NoReplyException(reason, server(call) + ": " + words(cause), cause);
    }

    /** The JDK says what happened to a connection, if at all, by the class of a cause. */
    private static String words(Throwable problem) {
        if (isCausedBy(problem, UnresolvedAddressException.class)) {
            return "its name is not known";
        }
        if (problem instanceof ConnectException && problem.getMessage() == null) {
            return "it takes no connections";
        }
        return Objects.requireNonNullElse(problem.getMessage(), problem.toString());
    }

    private static boolean isCausedBy(Throwable problem, Class<? extends Throwable> kind) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }

    static String server(Call call) {
        return call.address().getScheme() + "://" + call.address().getRawAuthority();
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
