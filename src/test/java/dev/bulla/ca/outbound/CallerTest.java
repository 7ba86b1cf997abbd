/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.outbound.NoReplyException.Reason;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CallerTest {
    private static final Call.Limits AMPLE = new Call.Limits(Duration.ofSeconds(20), 1000);
    private static final Call.Limits BRIEF = new Call.Limits(Duration.ofSeconds(2), 1000);

    private final Caller caller = new Caller(TlsRoots.system(Map.of()), Proxies.NONE, Duration.ofSeconds(5));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        caller.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void returnsStatusHeadersAndBody() throws NoReplyException {
        // given
        serve(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            reply(exchange, 429, "later");
        });

        // when
        var reply = caller.reply(Call.get(url("/"), Map.of(), AMPLE));

        // then
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("retry-after")).contains("7");
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.body()).isEqualTo(Bytes.utf8("later"));
    }

    @Test
    void postsABodyWithHeaders() throws NoReplyException {
        // given
        serve(exchange -> reply(
                exchange,
                200,
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8)));

        // when
        var call = Call.post(url("/a?b=c/d"), Map.of("Content-Type", "text/plain"), Bytes.utf8("text"), AMPLE);
        var reply = caller.reply(call);

        // then
        assertThat(reply.body().text()).isEqualTo("POST /a?b=c/d text/plain text");
    }

    /** No offer of HTTP/2, nothing compressed, no cookies, and no name or version of the JDK. */
    @Test
    void saysNothingOfItselfButItsName() throws NoReplyException {
        // given
        serve(exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            reply(
                    exchange,
                    200,
                    exchange.getProtocol() + " "
                            + exchange.getRequestHeaders().entrySet().stream()
                                    .filter(header -> !header.getKey().equals("Host"))
                                    .map(header -> header.getKey() + ":" + String.join(",", header.getValue()))
                                    .sorted()
                                    .collect(Collectors.joining(" ")));
        });

        // when
        caller.reply(Call.get(url("/"), Map.of(), AMPLE));
        var second = caller.reply(Call.get(url("/"), Map.of(), AMPLE));

        // then
        assertThat(second.body().text()).isEqualTo("HTTP/1.1 Accept-encoding:identity User-agent:bulla");
    }

    @Test
    void sendsAnotherHostHeader() throws NoReplyException {
        // given
        serve(exchange -> reply(exchange, 200, exchange.getRequestHeaders().getFirst("Host")));

        // when
        var reply = caller.reply(Call.get(url("/"), Map.of("Host", "log.example.com"), AMPLE));

        // then
        assertThat(reply.body().text()).isEqualTo("log.example.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void returnsARedirectInsteadOfFollowingIt(int status) throws NoReplyException {
        // given
        var asked = new CopyOnWriteArrayList<String>();
        serve(exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().set("Location", url("/elsewhere").toString());
            reply(exchange, status, "");
        });

        // when
        var reply = caller.reply(Call.get(url("/"), Map.of(), AMPLE));

        // then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Location")).contains(url("/elsewhere").toString());
        assertThat(asked).containsExactly("/");
    }

    @Test
    void usesAConnectionAgain() throws NoReplyException {
        // given
        var ports = new CopyOnWriteArrayList<Integer>();
        serve(exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            reply(exchange, 200, "ok");
        });

        // when
        for (int i = 0; i < 5; i++) {
            caller.reply(Call.get(url("/"), Map.of(), AMPLE));
        }

        // then
        assertThat(ports).hasSize(5);
        assertThat(List.copyOf(ports).stream().distinct()).hasSize(1);
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        try (var port = DeadPort.taken()) {
            // given
            var dead = "http://127.0.0.1:" + port.number();

            // when
            var problem = noReply(Call.get(URI.create(dead + "/path"), Map.of(), AMPLE));

            // then
            assertThat(problem.reason()).isEqualTo(Reason.NOT_CONNECTED);
            assertThat(problem).hasMessage(dead + ": it takes no connections");
        }
    }

    /** The name is one that nobody may own (RFC 6761, section 6.4). */
    @Test
    void tellsThatTheNameIsUnknown() {
        var problem = noReply(Call.get(URI.create("http://log.invalid/"), Map.of(), AMPLE));

        assertThat(problem.reason()).isEqualTo(Reason.NOT_CONNECTED);
        assertThat(problem).hasMessage("http://log.invalid: its name is not known");
    }

    @Test
    void tellsThatTheServerHungUp() {
        // given
        serve(HttpExchange::close);

        // when
        var problem = noReply(Call.post(url("/"), Map.of(), Bytes.utf8("text"), AMPLE));

        // then
        assertThat(problem.reason()).isEqualTo(Reason.BROKEN);
    }

    @Test
    void tellsThatTheServerSpeaksNoHttp() throws Exception {
        // given
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var mail = threads.submit(() -> {
                try (var connection = socket.accept()) {
                    connection.getOutputStream().write("220 mail.example.com ready\r\n\r\n".getBytes(UTF_8));
                    return connection.getInputStream().read();
                }
            });

            // when
            var problem = noReply(Call.get(URI.create("http://127.0.0.1:" + socket.getLocalPort()), Map.of(), AMPLE));

            // then
            assertThat(problem.reason()).isEqualTo(Reason.BROKEN);
            assertThat(mail.get(10, TimeUnit.SECONDS)).isEqualTo('G');
        }
    }

    @Test
    void doesNotWaitForAServerThatNeverAnswers() {
        // given
        serve(exchange -> pause(Duration.ofSeconds(20)));

        // when
        var start = System.nanoTime();
        var problem = noReply(Call.get(url("/"), Map.of(), BRIEF));

        // then
        assertThat(problem.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(problem).hasMessageEndingWith("no whole reply in 2000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(15));
    }

    @Test
    void cutsABodyThatDripsAndHangsUp() throws Exception {
        // given
        var broken = new CompletableFuture<IOException>();
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write('a');
                    exchange.getResponseBody().flush();
                    pause(Duration.ofMillis(50));
                }
            } catch (IOException e) {
                broken.complete(e);
            }
        });

        // when
        var start = System.nanoTime();
        var problem = noReply(Call.get(url("/"), Map.of(), BRIEF));

        // then
        assertThat(problem.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(broken.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void takesABodyOfExactlyTheLimit() throws NoReplyException {
        serve(exchange -> reply(exchange, 200, "a".repeat(1000)));

        assertThat(caller.reply(Call.get(url("/"), Map.of(), AMPLE)).body().length())
                .isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesALargerBodyHoweverItIsSent(boolean withLength) {
        // given
        serve(exchange -> {
            exchange.sendResponseHeaders(200, withLength ? 1001 : 0);
            exchange.getResponseBody().write("a".repeat(1001).getBytes(UTF_8));
            exchange.close();
        });

        // when
        var problem = noReply(Call.get(url("/"), Map.of(), AMPLE));

        // then
        assertThat(problem.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(problem).hasMessageEndingWith("more than 1000 bytes");
    }

    @Test
    void endsWhenTheCallingThreadIsInterrupted() throws Exception {
        // given
        var asked = new CompletableFuture<Void>();
        serve(exchange -> {
            asked.complete(null);
            pause(Duration.ofSeconds(20));
        });
        var ended = new CompletableFuture<Reason>();
        var walk = Thread.startVirtualThread(() -> {
            var reason = noReply(Call.get(url("/"), Map.of(), AMPLE)).reason();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            ended.complete(reason);
        });

        // when
        asked.get(10, TimeUnit.SECONDS);
        walk.interrupt();

        // then
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(Reason.CANCELLED);
    }

    private void serve(HttpHandler handler) {
        server.createContext("/", handler);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private NoReplyException noReply(Call call) {
        return catchThrowableOfType(NoReplyException.class, () -> caller.reply(call));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
