/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.watch.EvidenceFolder;
import dev.bulla.ctlog.watch.Follower;
import dev.bulla.ctlog.watch.JsonAnswer;
import dev.bulla.ctlog.watch.LogKind;
import dev.bulla.ctlog.watch.MisbehaviourException;
import dev.bulla.ctlog.watch.PlaceFile;
import dev.bulla.ctlog.watch.Position;
import dev.bulla.ctlog.watch.WatchList;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Follows a log that somebody else runs, from look to look and from start to start, and holds it to every head that it has
 * signed. It takes logs with tiles (static-ct) and logs with the API of RFC 6962. For one thread.
 */
public final class LogWatch implements AutoCloseable {
    private static final Duration FOR_THE_LOCK = Duration.ofSeconds(1);

    private final Target target;
    private final Path folder;
    private final Wishes wishes;
    private final Provider provider;
    private final FolderLock lock;
    private final PlaceFile place;
    private Optional<Follower> follower = Optional.empty();

    /**
     * Which log it is, and how it is asked.
     *
     * @param json takes an object of JSON apart into lists, maps, texts and numbers, or throws {@link IllegalArgumentException}
     * @param api  how it is read; what it answers decides if this is not given
     */
    public record Target(LogKey key, Pages pages, Function<byte[], ? extends Map<?, ?>> json, Optional<Api> api) {}

    /** How a log is read. */
    public enum Api {
        STATIC,
        RFC6962;

        private LogKind kind() {
            return switch (this) {
                case STATIC -> LogKind.STATIC;
                case RFC6962 -> LogKind.RFC6962;
            };
        }
    }

    /** Asks a log for what it publishes. For many threads. */
    @FunctionalInterface
    public interface Pages {

        /**
         * What stands under a path below the log's address; nothing if the log says that there is nothing.
         *
         * @param most how many bytes it may have
         * @throws IOException if there is no whole answer
         */
        Optional<byte[]> get(String path, int most) throws IOException, InterruptedException;
    }

    /**
     * What somebody wants to hear, and how.
     *
     * @param fromNow  whether a log that was never followed before is followed from its present end, not from its beginning
     * @param threads  how many questions are asked at once
     * @param patience waits before a fault that may not be the log's own is looked at again
     */
    public record Wishes(Collection<WatchedIdentity> watched, boolean fromNow, int threads, Patience patience) {}

    /** Waits. */
    @FunctionalInterface
    public interface Patience {
        /** @param looks how many were in vain */
        void await(int looks) throws InterruptedException;
    }

    /**
     * Is told what a log has more. When it returns it must have made that its own, durably: it is not told again. Whoever
     * falls in between is told a second time after the next start.
     */
    @FunctionalInterface
    public interface Listener {
        void told(WatchNews news) throws IOException;
    }

    private LogWatch(Target target, Path folder, Wishes wishes, Provider provider, FolderLock lock) {
        this.target = target;
        this.folder = folder;
        this.wishes = wishes;
        this.provider = provider;
        this.lock = lock;
        this.place = new PlaceFile(
                new RealDisk(), folder.resolve("place"), target.key().id().value());
    }

    /**
     * Takes up the place that is kept in a folder, or makes the folder. The log is not asked yet.
     *
     * @throws LogStartException if somebody else has the folder, or the place in it is not to be used
     */
    public static LogWatch open(Target target, Path folder, Wishes wishes, Provider provider)
            throws LogStartException, IOException {
        FolderLock lock;
        try {
            lock = FolderLock.take(new RealDisk(), new LogFolder(folder), FOR_THE_LOCK);
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        }
        var watch = new LogWatch(target, folder, wishes, provider, lock);
        try {
            watch.place();
            return watch;
        } catch (LogStartException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** How far the log was followed, if it ever was. */
    public Optional<WatchNews.Place> place() throws LogStartException, IOException {
        try {
            return place.read().map(WatchNews.Place::of);
        } catch (MalformedException e) {
            throw new LogStartException(
                    "%s: %s; take it away to begin anew".formatted(folder.resolve("place"), e.getMessage()), e);
        }
    }

    /** Where the heads are kept with which the log showed what it is worth. */
    public Path evidence() {
        return folder.resolve("evidence");
    }

    /**
     * Looks at what the log says now, and tells of each certificate that it has more.
     *
     * @throws CheckFailedException   if the log does not answer as a log does, which says nothing about it
     * @throws LogMisbehavedException if it has shown that it is not to be trusted; after a lasting fault, each time again
     */
    public WatchNews.Place look(Listener listener)
            throws CheckFailedException, LogMisbehavedException, IOException, InterruptedException {
        try {
            var lasting = place.read().flatMap(Position::fault);
            if (lasting.isPresent()) {
                throw new LogMisbehavedException(lasting.get());
            }
            var position =
                    follower().look((at, found, unreadable) -> listener.told(WatchNews.of(at, found, unreadable)));
            return WatchNews.Place.of(position);
        } catch (UnreadableException e) {
            throw new CheckFailedException(String.valueOf(e.getMessage()), e);
        } catch (MisbehaviourException e) {
            throw new LogMisbehavedException(e.misbehaviour());
        }
    }

    private Follower follower() throws UnreadableException, IOException, InterruptedException {
        if (follower.isEmpty()) {
            follower = Optional.of(connected());
        }
        return follower.get();
    }

    private Follower connected() throws UnreadableException, IOException, InterruptedException {
        var disk = new RealDisk();
        var id = target.key().id().value();
        var asking = new LogKind.Asking(this::page, this::object, id, provider);
        var kind = target.api().isPresent() ? target.api().get().kind() : LogKind.seenIn(asking);
        var watched = wishes.watched().stream().map(WatchedIdentity::pattern).toList();
        return Follower.of(
                kind,
                asking,
                new Follower.Judging(new KeyOfLog(target.key()), wishes.patience()::await, provider),
                new Follower.Keeping(place, new EvidenceFolder(disk, evidence(), id)),
                new Follower.Wishes(new WatchList(watched), wishes.fromNow(), wishes.threads()));
    }

    private Optional<Bytes> page(String path, int most) throws UnreadableException, InterruptedException {
        try {
            return target.pages().get(path, most).map(Bytes::view);
        } catch (IOException e) {
            throw new UnreadableException(String.valueOf(e.getMessage()), e);
        }
    }

    private JsonAnswer object(Bytes text) {
        try {
            return new JsonAnswer(target.json().apply(text.toArray()));
        } catch (IllegalArgumentException _) {
            throw new MalformedException("it is no JSON object");
        }
    }

    @Override
    public void close() throws IOException {
        follower.ifPresent(Follower::close);
        lock.close();
    }
}
