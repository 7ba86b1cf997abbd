/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.timestamp.StampingChain;
import dev.bulla.ca.timestamp.StampingKey;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;

/** A key of the time-stamping authority that is read from files, and read again when they change, as {@link Reloaded} tells. */
public final class StampingFileKey implements Supplier<StampingKey> {
    private final Reloaded<KeyFiles.Contents, StampingKey> files;

    /** Reads the files. Throws {@link UnusableKeyException} if there is nothing to start with. */
    public StampingFileKey(KeyFiles files, Crypto crypto, InstantSource clock, Reloaded.Events<StampingKey> events) {
        this.files = new Reloaded<>(new Source(files, crypto, clock), clock, events);
    }

    private record Source(KeyFiles files, Crypto crypto, InstantSource clock)
            implements Reloaded.Source<KeyFiles.Contents, StampingKey> {
        @Override
        public KeyFiles.Contents read() {
            return files.read();
        }

        @Override
        public StampingKey load(KeyFiles.Contents contents) {
            try {
                var chain = ChainText.read(contents.chain());
                var signer = SignerKey.of(PrivateKeyText.read(contents.key(), files.password()));
                StampingChecks.require(chain, signer, clock.instant());
                return new LocalStampingKey(new StampingChain(chain, crypto), signer.usable(crypto), crypto).tried();
            } catch (UnusableKeyException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new UnusableKeyException(
                        "the chain cannot be served: " + e.getMessage(), "shorten it, or have it issued anew", e);
            }
        }
    }

    @Override
    public StampingKey get() {
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
