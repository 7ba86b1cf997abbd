/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Way;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A receiver that events are posted to, from a queue on the disk. It is given a little time now and then; one that does not
 * take them is tried again after growing pauses, while the log is followed on. Only its word counts that it has them.
 */
public final class Webhook implements LineSink {
    private static final int AT_ONCE = 100;
    private static final int LARGEST_REPLY = 1 << 16;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int OK = 200;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofSeconds(30);

    private final Way way;
    private final Receiver receiver;
    private final UnsentLines unsent;
    private final InstantSource clock;
    private Duration pause = FIRST_PAUSE;
    private Instant notBefore = Instant.MIN;

    /**
     * Who is told.
     *
     * @param headers     that it wants, as its credential
     * @param mostWaiting bytes that may wait for it
     */
    public record Receiver(URI address, Map<String, String> headers, long mostWaiting) {
        public Receiver {
            headers = Map.copyOf(headers);
        }
    }

    private Webhook(Way way, Receiver receiver, UnsentLines unsent, InstantSource clock) {
        this.way = way;
        this.receiver = receiver;
        this.unsent = unsent;
        this.clock = clock;
    }

    /** @param folder where the queue is, with what waits in it from before */
    public static Webhook open(Way way, Receiver receiver, Path folder, InstantSource clock) throws IOException {
        return new Webhook(way, receiver, UnsentLines.in(folder), clock);
    }

    @Override
    public void append(List<String> lines) throws IOException {
        unsent.append(lines);
    }

    /** Whether it may be told more now, or so much waits that nobody should come with more before some of it has arrived. */
    public boolean hasRoom() throws IOException {
        return unsent.length() < receiver.mostWaiting();
    }

    /** Whether all that was ever told has arrived. */
    public boolean isDone() throws IOException {
        return unsent.isEmpty();
    }

    /** When it makes sense to send again. */
    public Instant notBefore() {
        return notBefore;
    }

    /**
     * Posts what waits, for half a minute at most. Returns what went wrong, if something did.
     *
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    public Optional<String> send() throws IOException, InterruptedException {
        var end = clock.instant().plus(TURN);
        while (!unsent.isEmpty()
                && clock.instant().isBefore(end)
                && !clock.instant().isBefore(notBefore)) {
            var batch = unsent.next(AT_ONCE);
            var failure = post(batch.lines());
            if (failure.isPresent()) {
                notBefore = clock.instant().plus(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                return failure;
            }
            unsent.sent(batch);
            pause = FIRST_PAUSE;
        }
        return Optional.empty();
    }

    private Optional<String> post(List<String> events) throws InterruptedException {
        var body = Bytes.utf8("{\"events\":[" + String.join(",", events) + "]}\n");
        var call = Call.post(receiver.address(), receiver.headers(), body, new Call.Limits(PATIENCE, LARGEST_REPLY));
        try {
            var status = way.reply(call).status();
            return status >= OK && status < MULTIPLE_CHOICES
                    ? Optional.empty()
                    : Optional.of("the webhook answers with status " + status);
        } catch (NoReplyException e) {
            if (e.reason() == NoReplyException.Reason.CANCELLED) {
                throw new InterruptedException();
            }
            return Optional.of("the webhook does not answer: " + e.getMessage());
        }
    }
}
