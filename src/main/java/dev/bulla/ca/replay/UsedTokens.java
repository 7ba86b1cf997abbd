/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.token.VerifiedToken;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guard of one issuer: every token of it that had its certificate and has not expired, and those in flight. */
final class UsedTokens implements Closeable {
    /** A clock that ran ahead and was set back makes a token valid again that had expired. */
    private static final long MARGIN_SECONDS = 300;

    /** So many records of expired tokens are not worth writing the file anew. */
    static final int SLACK = 1024;

    private static final long ATTEMPT_EVERY_SECONDS = 1;

    private final String issuer;
    private final InstantSource clock;
    private final ReplayEvents events;
    private final UsedTokenFile file;
    private final Set<TokenId> reserved = new HashSet<>();
    private final Set<TokenId> used = new HashSet<>();
    private final Queue<UsedToken> earliestFirst = new PriorityQueue<>(Comparator.comparingLong(UsedToken::expiry));
    private long lastAttempt;

    private UsedTokens(String issuer, InstantSource clock, ReplayEvents events, UsedTokenFile.Opened opened) {
        this.issuer = issuer;
        this.clock = clock;
        this.events = events;
        this.file = opened.file();
        opened.tokens().forEach(this::remember);
    }

    static UsedTokens open(Path path, String issuer, InstantSource clock, ReplayEvents events) throws IOException {
        return new UsedTokens(issuer, clock, events, UsedTokenFile.open(path));
    }

    /** Keeps others from using the token meanwhile, or refuses because somebody does or did, or there is no room for it. */
    synchronized TokenUse reserve(VerifiedToken token, int most) {
        var id = TokenId.of(token);
        forgetExpired();
        if (used.contains(id) || reserved.contains(id)) {
            throw new RefusedException(Refusal.TOKEN_REPLAYED, "a token of " + issuer + " was brought again");
        }
        if (used.size() + reserved.size() >= most) {
            events.full(issuer);
            throw unavailable("there is room for " + most + " used tokens of " + issuer + " and no more", null);
        }
        requireWritable();
        reserved.add(id);
        return new Reserved(this, new UsedToken(id, token.expiry()));
    }

    /** After a failed write the whole file is written again, by the first that comes and not by everybody at once. */
    private void requireWritable() {
        if (!file.isBroken()) {
            return;
        }
        var now = clock.instant().getEpochSecond();
        if (Math.abs(now - lastAttempt) < ATTEMPT_EVERY_SECONDS) {
            throw unavailable("the used tokens of " + issuer + " could not be written a moment ago", null);
        }
        lastAttempt = now;
        try {
            file.rewrite(earliestFirst);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** In memory first: whatever is written anew meanwhile must hold this token too. */
    private void confirm(UsedToken token) {
        synchronized (this) {
            reserved.remove(token.id());
            remember(token);
        }
        try {
            file.append(token);
        } catch (IOException e) {
            synchronized (this) {
                used.remove(token.id());
                earliestFirst.remove(token);
            }
            throw unwritable(e);
        }
        events.remembered(issuer);
        compact();
    }

    /** What was just remembered is on disk already, so a failure here is one of the next token. */
    private synchronized void compact() {
        forgetExpired();
        if (file.isBroken() || file.records() <= 2L * used.size() + SLACK) {
            return;
        }
        try {
            file.rewrite(earliestFirst);
        } catch (IOException e) {
            events.unwritable(issuer, String.valueOf(e.getMessage()));
        }
    }

    private synchronized void release(UsedToken token) {
        reserved.remove(token.id());
    }

    private void remember(UsedToken token) {
        if (used.add(token.id())) {
            earliestFirst.add(token);
        }
    }

    private void forgetExpired() {
        var now = clock.instant().getEpochSecond();
        for (var next = earliestFirst.peek();
                next != null && next.expiry() < now - MARGIN_SECONDS;
                next = earliestFirst.peek()) {
            earliestFirst.remove();
            used.remove(next.id());
        }
    }

    private UnavailableException unwritable(IOException e) {
        var why = String.valueOf(e.getMessage());
        events.unwritable(issuer, why);
        return unavailable("the used tokens of " + issuer + " cannot be written: " + why, e);
    }

    private static UnavailableException unavailable(String detail, @Nullable IOException cause) {
        return new UnavailableException(Backend.REPLAY_GUARD, detail, cause);
    }

    synchronized int remembered() {
        return used.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A token in flight. Used by one thread. */
    static final class Reserved extends TokenUse {
        private final UsedTokens guard;
        private final UsedToken token;
        private boolean ended;

        private Reserved(UsedTokens guard, UsedToken token) {
            this.guard = guard;
            this.token = token;
        }

        @Override
        void confirm() {
            ended = true;
            guard.confirm(token);
        }

        /** Once only: after a confirmation that failed the token may be somebody else's. */
        @Override
        public void release() {
            if (!ended) {
                ended = true;
                guard.release(token);
            }
        }
    }
}
