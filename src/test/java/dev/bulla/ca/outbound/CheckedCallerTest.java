/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bulla.ca.outbound.CheckedCaller.Lookup;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that lead to places where a stranger must not send us. The name server is played here. */
@Timeout(60)
class CheckedCallerTest {
    private static final Call.Limits AMPLE = new Call.Limits(Duration.ofSeconds(20), 1000);
    private static final Reach THIS_MACHINE = Reach.publicAnd("127.0.0.1");

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void connectsToTheAddressThatWasCheckedUnderTheNameThatWasAsked() throws Exception {
        var port = plainServer();

        var reply = reply("http://issuer.test:" + port + "/a?b=%2F", THIS_MACHINE, numbers("127.0.0.1"));

        assertThat(reply.body().text()).isEqualTo("ok");
        assertThat(asked).containsExactly("issuer.test:" + port + " /a?b=%2F");
    }

    @Test
    void looksANameUpOnceAndNeverAgainForTheConnection() throws Exception {
        var port = plainServer();
        Lookup rebinding = name -> {
            lookedUp.add(name);
            return List.of(InetAddress.ofLiteral(lookedUp.size() == 1 ? "127.0.0.1" : "127.0.0.2"));
        };

        reply("http://issuer.test:" + port + "/", THIS_MACHINE, rebinding);

        assertThat(lookedUp).containsExactly("issuer.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1", "0.0.0.0"})
    void refusesANameThatLeadsToNoPublicAddress(String number) throws Exception {
        var port = plainServer();

        assertThat(failure("http://issuer.test:" + port + "/", numbers(number)))
                .hasMessageContaining("no public address");
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesANameOneOfWhoseAddressesIsNotPublic() {
        assertThat(failure("http://issuer.test/", numbers("8.8.8.8", "10.0.0.1")))
                .hasMessageContaining("it is at 10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://2130706433:1/",
                "https://[::1]:1/",
                "https://[::ffff:10.0.0.1]/",
                "http://10.0.0.1/"
            })
    void refusesANumberThatIsNotPublicHoweverItIsWritten(String url) {
        assertThat(failure(url, CheckedCallerTest::nobody)).hasMessageContaining("no public address");
    }

    @Test
    void refusesTheRealNameOfThisMachine() {
        assertThatThrownBy(() -> {
                    try (var caller =
                            new CheckedCaller(TlsRoots.system(Map.of()), Proxies.NONE, Reach.PUBLIC, AMPLE.time())) {
                        caller.reply(Call.get(URI.create("http://localhost:1/"), Map.of(), AMPLE));
                    }
                })
                .hasMessageContaining("no public address");
    }

    @Test
    void wantsACertificateOfTheNameAndTellsTheServerTheName() throws Exception {
        var tls = TestTls.named("issuer.test");
        var port = tlsServer(tls);

        var reply = reply(tls, "https://issuer.test:" + port + "/", numbers("127.0.0.1"));

        assertThat(reply.body().text()).isEqualTo("ok");
    }

    @Test
    void believesNoCertificateThatIsForTheAddressAlone() throws Exception {
        var tls = TestTls.create();
        var port = tlsServer(tls);

        assertThat(reply(tls, "https://127.0.0.1:" + port + "/", CheckedCallerTest::nobody)
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> reply(tls, "https://issuer.test:" + port + "/", numbers("127.0.0.1")))
                .isInstanceOf(NoReplyException.class)
                .hasMessageContaining("issuer.test");
    }

    @Test
    void countsTheLookUpIntoTheTimeOfTheCall() {
        var never = new CountDownLatch(1);
        Lookup hanging = name -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(name);
        };
        var hurried = new Call.Limits(Duration.ofMillis(200), 1000);

        var failure = catchThrowableOfType(NoReplyException.class, () -> {
            try (var caller = caller(TlsRoots.system(Map.of()), Reach.PUBLIC, hanging)) {
                caller.reply(Call.get(URI.create("http://issuer.test/"), Map.of(), hurried));
            }
        });

        assertThat(failure.reason()).isEqualTo(NoReplyException.Reason.TIMED_OUT);
    }

    @Test
    void saysSoWhenTheNameIsNotKnown() {
        assertThat(failure("http://issuer.test/", CheckedCallerTest::nobody)).hasMessageContaining("name is not known");
    }

    @Test
    void leavesNamesToAProxyButNotNumbers() throws Exception {
        var port = plainServer();
        var proxies = Proxies.through("proxy", "http://127.0.0.1:" + port);
        try (var caller = new CheckedCaller(
                TlsRoots.system(Map.of()), proxies, Reach.PUBLIC, AMPLE.time(), CheckedCallerTest::nobody)) {
            caller.reply(Call.get(URI.create("http://issuer.test/a"), Map.of(), AMPLE));

            assertThat(asked).containsExactly("issuer.test http://issuer.test/a");
            assertThatThrownBy(() -> caller.reply(Call.get(URI.create("http://10.0.0.1/"), Map.of(), AMPLE)))
                    .hasMessageContaining("no public address");
        }
    }

    @Test
    void saysSoWhenNobodyListens() throws Exception {
        try (var port = DeadPort.taken()) {
            assertThatThrownBy(() ->
                            reply("http://issuer.test:" + port.number() + "/", THIS_MACHINE, numbers("127.0.0.1")))
                    .isInstanceOf(NoReplyException.class);
        }
    }

    private static NoReplyException failure(String url, Lookup lookup) {
        return catchThrowableOfType(NoReplyException.class, () -> reply(url, Reach.PUBLIC, lookup));
    }

    private static Reply reply(String url, Reach reach, Lookup lookup) throws NoReplyException {
        try (var caller = caller(TlsRoots.system(Map.of()), reach, lookup)) {
            return caller.reply(Call.get(URI.create(url), Map.of(), AMPLE));
        }
    }

    private static Reply reply(TestTls tls, String url, Lookup lookup) throws NoReplyException {
        try (var caller = caller(TlsRoots.systemAnd(tls.rootPem(), Map.of()), THIS_MACHINE, lookup)) {
            return caller.reply(Call.get(URI.create(url), Map.of(), AMPLE));
        }
    }

    private static CheckedCaller caller(TlsRoots roots, Reach reach, Lookup lookup) {
        return new CheckedCaller(roots, Proxies.NONE, reach, AMPLE.time(), lookup);
    }

    private static Lookup numbers(String... numbers) {
        var addresses = Arrays.stream(numbers).map(InetAddress::ofLiteral).toList();
        return name -> addresses;
    }

    private static List<InetAddress> nobody(String name) throws UnknownHostException {
        throw new UnknownHostException(name);
    }

    private int plainServer() throws IOException {
        return started(HttpServer.create(here(), 0));
    }

    private int tlsServer(TestTls tls) throws IOException {
        var server = HttpsServer.create(here(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
        return started(server);
    }

    private static InetSocketAddress here() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    private int started(HttpServer server) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI());
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'o', 'k'});
            }
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }
}
