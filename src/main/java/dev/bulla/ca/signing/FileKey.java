/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;

/** A key of the CA that is read from files, and read again when they change, as {@link Reloaded} tells. */
public final class FileKey implements Supplier<IssuingKey> {
    private final Reloaded<KeyFiles.Contents, IssuingKey> files;

    /** Reads the files. Throws {@link UnusableKeyException} if there is nothing to start with. */
    public FileKey(KeyFiles files, Crypto crypto, InstantSource clock, KeyFileEvents events) {
        this.files = new Reloaded<>(source(files, crypto, clock), clock, told(events));
    }

    private static Reloaded.Source<KeyFiles.Contents, IssuingKey> source(
            KeyFiles files, Crypto crypto, InstantSource clock) {
        return new Reloaded.Source<>() {
            @Override
            public KeyFiles.Contents read() {
                return files.read();
            }

            @Override
            public IssuingKey load(KeyFiles.Contents contents) {
                return files.load(contents, crypto, clock.instant());
            }
        };
    }

    private static Reloaded.Events<IssuingKey> told(KeyFileEvents events) {
        return new Reloaded.Events<>() {
            @Override
            public void replaced(IssuingKey current) {
                events.replaced(current.chain());
            }

            @Override
            public void refused(UnusableKeyException why) {
                events.refused(why);
            }

            @Override
            public void restored() {
                events.restored();
            }
        };
    }

    @Override
    public IssuingKey get() {
        return files.get();
    }

    /** Looks every two seconds from now on, until the returned task is cancelled. */
    public ScheduledFuture<?> watch(ScheduledExecutorService ticker) {
        return files.watch(ticker);
    }

    /** Looks at the files once. Whatever is wrong with them is told to the listener and not thrown. */
    public void look() {
        files.look();
    }
}
