/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.LogReceipt.Logged;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.LogBehaviour;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.transparency.LogEvents.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RemoteLogTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration BRIEF = Duration.ofSeconds(2);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-06T07:08:09Z"));
    private static final Crypto CRYPTO = Crypto.fastest();

    private final TestLogServer server = TestLogServer.start(CLOCK, CRYPTO);
    private final Caller caller = new Caller(TlsRoots.system(Map.of()), Proxies.NONE, Duration.ofSeconds(5));
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final SmallAuthority authority = new SmallAuthority(CLOCK, CRYPTO, server.key());

    @AfterEach
    void stop() {
        caller.close();
        server.close();
    }

    @Test
    void bringsThePromiseThatMakesACertificate() {
        // given
        var precertificate = authority.precertificate();

        // when
        var receipt = log(AMPLE).submit(precertificate).get();

        // then
        var issued = authority.certify(precertificate, receipt);
        assertThat(issued.receipt()).isEqualTo(receipt);
        assertThat(outcomes).containsExactly(Outcome.ACCEPTED);
    }

    @Test
    void submitsThePrecertificateAndEveryCertificateAboveIt() {
        // given
        var precertificate = authority.precertificate();

        // when
        var _ = log(AMPLE).submit(precertificate).get();

        // then
        var submission = server.submissions().getFirst();
        assertThat(submission.method()).isEqualTo("POST");
        assertThat(submission.target()).hasToString("/test/ct/v1/add-pre-chain");
        assertThat(submission.header("Content-type")).isEqualTo("application/json");
        var whole = new ArrayList<>(List.of(precertificate.der()));
        whole.addAll(authority.chain());
        assertThat(submission.chain()).isEqualTo(whole);
    }

    @Test
    void submitsTheNewChainOnceTheKeyOfTheCaChanged() {
        // given
        var log = log(AMPLE);
        var before = authority.precertificate();
        var chainBefore = authority.chain();
        authority.rotate();
        var after = authority.precertificate();

        // when
        var _ = log.submit(before).get();
        var _ = log.submit(after).get();
        var _ = log.submit(before).get();

        // then
        assertThat(server.submissions())
                .map(submission -> submission.chain().subList(1, 3))
                .containsExactly(chainBefore, authority.chain(), chainBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "///"})
    void slashesAtTheEndOfTheUrlDoNotCount(String slashes) {
        // given
        var endpoint = LogEndpoint.of(URI.create(server.url() + slashes), Optional.empty());

        // when
        var _ = log(endpoint, AMPLE).submit(authority.precertificate()).get();

        // then
        assertThat(server.submissions()).map(it -> it.target().toString()).containsExactly("/test/ct/v1/add-pre-chain");
    }

    @Test
    void nothingElseOfTheUrlIsInterpreted() {
        // given
        var endpoint = LogEndpoint.of(URI.create("http://127.0.0.1:" + server.port() + "/a?b=c"), Optional.empty());

        // when
        failed(() -> log(endpoint, AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(server.submissions())
                .map(it -> it.target().toString())
                .containsExactly("/a?b=c/ct/v1/add-pre-chain");
    }

    @Test
    void tellsTheLogTheNameItGoesBy() {
        // given
        var endpoint = LogEndpoint.of(server.url(), Optional.of("log.example.com:8443"));

        // when
        var _ = log(endpoint, AMPLE).submit(authority.precertificate()).get();

        // then
        assertThat(server.submissions()).map(it -> it.header("Host")).containsExactly("log.example.com:8443");
    }

    /** Whether a promise is good is found out where its key is known, and nothing is issued on a bad one. */
    @Test
    void bringsBadPromisesAsTheyAre() {
        var bad = List.of(
                LogBehaviour.underAnotherName(), LogBehaviour.withBadSignature(), LogBehaviour.withAnotherKey(CRYPTO));
        for (var behaviour : bad) {
            // given
            server.next(behaviour);
            var precertificate = authority.precertificate();

            // when
            var receipt = log(AMPLE).submit(precertificate).get();

            // then
            assertThat(failed(() -> authority.certify(precertificate, receipt)).backend())
                    .isEqualTo(Backend.LOG);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 400, 401, 403, 404, 405, 409, 410, 413, 500, 501, 502, 504})
    void takesMostStatusesForTheLogsLastWord(int status) {
        // given
        server.next(LogBehaviour.status(status, status == 204 ? "" : "no\n\u001b[31m certificate \u00e4 today"));

        // when
        var failure = failed(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(failure.backend()).isEqualTo(Backend.LOG);
        assertThat(failure).hasMessageStartingWith(server.url() + ": got HTTP status " + status + ": ");
        assertThat(failure).hasMessageEndingWith(status == 204 ? ": " : ": no..[31m certificate . today");
        assertThat(server.submissions()).hasSize(1);
        assertThat(outcomes).containsExactly(Outcome.REFUSED);
    }

    @Test
    void repeatsOnlyTheStartOfALongErrorPage() {
        // given
        server.next(LogBehaviour.status(500, "a".repeat(5000)));

        // when
        var failure = failed(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(failure).hasMessage(server.url() + ": got HTTP status 500: " + "a".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void doesNotFollowARedirect(int status) {
        // given
        server.next(LogBehaviour.redirect(status, server.url() + "/ct/v1/add-pre-chain"));

        // when
        var failure = failed(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(failure).hasMessageContaining("redirects are not followed; it leads to " + server.url());
        assertThat(server.submissions()).hasSize(1);
        assertThat(outcomes).containsExactly(Outcome.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 503})
    void asksABusyLogAgain(int status) {
        // given
        server.next(LogBehaviour.status(status, "busy"), LogBehaviour.status(status, "busy"));

        // when
        var receipt = log(AMPLE).submit(authority.precertificate()).get();

        // then
        assertThat(receipt).isInstanceOf(Logged.class);
        assertThat(outcomes).containsExactly(Outcome.BUSY, Outcome.BUSY, Outcome.ACCEPTED);
        assertThat(server.submissions().getFirst().body())
                .isEqualTo(server.submissions().getLast().body());
    }

    @Test
    void asksAgainWhenTheConnectionBroke() {
        // given
        server.next(LogBehaviour.hangingUp());

        // when
        var receipt = log(AMPLE).submit(authority.precertificate()).get();

        // then
        assertThat(receipt).isInstanceOf(Logged.class);
        assertThat(outcomes).containsExactly(Outcome.UNREACHABLE, Outcome.ACCEPTED);
    }

    @Test
    void comesBackNoSoonerThanTheLogAsks() {
        // given
        server.next(LogBehaviour.comeBack(429, "1"));

        // when
        var took = took(() -> receipt(log(AMPLE)));

        // then
        assertThat(took).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(18));
        assertThat(outcomes).containsExactly(Outcome.BUSY, Outcome.ACCEPTED);
    }

    @Test
    void comesBackNoSoonerThanTheDateTheLogGives() {
        // given: a second after the fixed clock's now
        server.next(LogBehaviour.comeBack(503, "Wed, 06 May 2026 07:08:10 GMT"));

        // when
        var took = took(() -> receipt(log(AMPLE)));

        // then
        assertThat(took).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(18));
        assertThat(outcomes).containsExactly(Outcome.BUSY, Outcome.ACCEPTED);
    }

    @Test
    void givesUpAtOnceWhenTheLogAsksForMoreTimeThanThereIs() {
        // given
        server.always(LogBehaviour.comeBack(429, "30"));

        // when
        var took = took(() ->
                unavailable(() -> log(AMPLE).submit(authority.precertificate()).get()));

        // then
        assertThat(took).isLessThan(Duration.ofSeconds(18));
        assertThat(outcomes).containsExactly(Outcome.BUSY);
    }

    @Test
    void givesUpOnALogThatStaysBusyForLongerThanThereIsTime() {
        // given
        server.next(LogBehaviour.status(503, "no leader"), LogBehaviour.status(408, "no body"));
        server.always(LogBehaviour.comeBack(503, "30"));

        // when
        var problem =
                unavailable(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(problem.backend()).isEqualTo(Backend.LOG);
        assertThat(problem).hasMessageStartingWith(server.url() + ": given up: got HTTP status 503: ");
        assertThat(outcomes).containsExactly(Outcome.BUSY, Outcome.BUSY, Outcome.BUSY);
    }

    @Test
    void givesUpOnADeadLogWithinItsTime() throws Exception {
        try (var port = DeadPort.taken()) {
            // given
            var endpoint = LogEndpoint.of(URI.create("http://127.0.0.1:" + port.number()), Optional.empty());

            // when
            var problem = new AtomicReference<UnavailableException>();
            var took = took(() -> problem.set(unavailable(() ->
                    log(endpoint, BRIEF).submit(authority.precertificate()).get())));

            // then
            assertThat(problem.get().backend()).isEqualTo(Backend.LOG);
            assertThat(took).isLessThan(BRIEF.plusSeconds(15));
            // For the last one there may be less time than it takes to be told that nobody is there.
            assertThat(outcomes).hasSizeGreaterThan(1);
            assertThat(outcomes.subList(0, outcomes.size() - 1)).containsOnly(Outcome.UNREACHABLE);
            assertThat(outcomes.getLast()).isIn(Outcome.UNREACHABLE, Outcome.TIMED_OUT);
        }
    }

    @Test
    void givesUpOnALogThatTakesTheCallAndNeverAnswers() {
        // given
        server.always(LogBehaviour.silent());

        // when
        var took = took(() ->
                unavailable(() -> log(BRIEF).submit(authority.precertificate()).get()));

        // then
        assertThat(took).isBetween(BRIEF, BRIEF.plusSeconds(15));
        assertThat(outcomes).containsExactly(Outcome.TIMED_OUT);
    }

    @Test
    void givesUpOnAnAnswerThatDrips() {
        // given
        server.always(LogBehaviour.dripping(Duration.ofMillis(50)));

        // when
        var took = took(() ->
                unavailable(() -> log(BRIEF).submit(authority.precertificate()).get()));

        // then
        assertThat(took).isBetween(BRIEF, BRIEF.plusSeconds(15));
        assertThat(outcomes).containsExactly(Outcome.TIMED_OUT);
    }

    /** What a log signed once it signs again in the same way: another attempt would end no better. */
    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}", "\u0000\u0001"})
    void doesNotAskAgainAfterGarbage(String garbage) {
        // given
        server.next(LogBehaviour.saying(garbage));

        // when
        var failure = failed(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(failure.backend()).isEqualTo(Backend.LOG);
        assertThat(failure).hasMessageStartingWith(server.url() + ": its answer is unusable: ");
        assertThat(server.submissions()).hasSize(1);
        assertThat(outcomes).containsExactly(Outcome.UNUSABLE);
    }

    @Test
    void refusesAnotherVersionOfTimestamps() {
        // given
        server.next(LogBehaviour.ofVersion(1));

        // when
        var failure = failed(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(failure).hasMessageContaining("unknown SCT version 1");
    }

    @Test
    void refusesAHugeAnswer() {
        // given
        server.next(LogBehaviour.huge(64 * 1024 + 1));

        // when
        var failure = failed(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(failure).hasMessageContaining("more than 65536 bytes");
        assertThat(outcomes).containsExactly(Outcome.UNUSABLE);
    }

    @Test
    void saysThatAnAnswerIsCompressed() {
        // given
        server.next(LogBehaviour.gzipped());

        // when
        var failure = failed(() -> log(AMPLE).submit(authority.precertificate()).get());

        // then
        assertThat(server.submissions().getFirst().header("Accept-encoding")).isEqualTo("identity");
        assertThat(failure).hasMessageContaining("(gzip)");
    }

    @Test
    void endsWhenNobodyWaitsForTheLogAnyMore() throws Exception {
        // given
        server.always(LogBehaviour.silent());

        // when
        var ended = interruptedOnce(() -> !server.submissions().isEmpty());

        // then
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(UnavailableException.class);
        assertThat(outcomes).containsExactly(Outcome.CANCELLED);
    }

    @Test
    void endsWhenNobodyWaitsForTheNextAttemptAnyMore() throws Exception {
        // given
        server.always(LogBehaviour.comeBack(503, "15"));

        // when
        var ended = interruptedOnce(() -> !outcomes.isEmpty());

        // then
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(UnavailableException.class);
        assertThat(outcomes).containsExactly(Outcome.BUSY);
    }

    /** Were there a limit below a thousand, the last ones would not get in, and nobody would get an answer. */
    @Test
    void aThousandWalksWaitForASlowLogAtOnce() throws Exception {
        // given
        server.always(LogBehaviour.onceAllWait(1000, Duration.ofMillis(300)));
        var log = log(Duration.ofMinutes(2));
        var precertificate = authority.precertificate();
        Callable<LogReceipt> walk = () -> log.submit(precertificate).get();

        // when
        List<Future<LogReceipt>> receipts;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            receipts = threads.invokeAll(Collections.nCopies(1000, walk));
        }

        // then
        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.get()).isInstanceOf(Logged.class));
        assertThat(outcomes).hasSize(1000).containsOnly(Outcome.ACCEPTED);
    }

    private CompletableFuture<RuntimeException> interruptedOnce(BooleanSupplier begun) throws InterruptedException {
        var ended = new CompletableFuture<RuntimeException>();
        var precertificate = authority.precertificate();
        var walk = Thread.startVirtualThread(() -> {
            try {
                var _ = log(AMPLE).submit(precertificate).get();
            } catch (UnavailableException | FailedException e) {
                ended.complete(e);
            }
        });
        while (!begun.getAsBoolean()) {
            Thread.sleep(10);
        }
        walk.interrupt();
        return ended;
    }

    private RemoteLog log(Duration budget) {
        return log(LogEndpoint.of(server.url(), Optional.empty()), budget);
    }

    private RemoteLog log(LogEndpoint endpoint, Duration budget) {
        var patience = new Patience(budget, CLOCK, new Random(1));
        return new RemoteLog(endpoint, caller, patience, (log, outcome, took) -> {
            assertThat(log).isEqualTo(endpoint.name());
            assertThat(took).isPositive();
            outcomes.add(outcome);
        });
    }

    private LogReceipt receipt(RemoteLog log) {
        return log.submit(authority.precertificate()).get();
    }

    private static Duration took(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static FailedException failed(ThrowingCallable work) {
        return catchThrowableOfType(FailedException.class, work);
    }

    private static UnavailableException unavailable(ThrowingCallable work) {
        return catchThrowableOfType(UnavailableException.class, work);
    }
}
