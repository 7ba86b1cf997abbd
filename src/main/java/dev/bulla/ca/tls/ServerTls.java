/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tls;

import dev.bulla.ca.signing.Reloaded;
import dev.bulla.ca.signing.UnusableKeyException;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import javax.net.ssl.SSLContext;

/** TLS of a port, with what its files hold. They are read again when they change. */
public final class ServerTls {
    private final Reloaded<TlsFiles.Contents, TlsIdentity> identity;
    private final SSLContext context;

    /**
     * Reads the files. Throws {@link UnusableKeyException} if there is nothing to start with. A certificate that has ended or
     * does not count yet is something: who starts a server is told so, and better served by it than by none.
     */
    public ServerTls(TlsFiles files, InstantSource clock, Reloaded.Events<TlsIdentity> events) {
        this.identity = new Reloaded<>(new Source(files, clock), clock, events);
        this.context = CurrentContext.of(identity);
    }

    /** What a port makes its engines with, for as long as it listens. */
    public SSLContext context() {
        return context;
    }

    public TlsIdentity identity() {
        return identity.get();
    }

    /** Looks every two seconds from now on, until the returned task is cancelled. */
    public ScheduledFuture<?> watch(ScheduledExecutorService ticker) {
        return identity.watch(ticker);
    }

    /** Looks at the files once. Whatever is wrong with them is told to the listener and not thrown. */
    public void look() {
        identity.look();
    }

    private static final class Source implements Reloaded.Source<TlsFiles.Contents, TlsIdentity> {
        private final TlsFiles files;
        private final InstantSource clock;
        private boolean started;

        Source(TlsFiles files, InstantSource clock) {
            this.files = files;
            this.clock = clock;
        }

        @Override
        public TlsFiles.Contents read() {
            return files.read();
        }

        /** What comes later must count now: it would take the place of something that may. */
        @Override
        public TlsIdentity load(TlsFiles.Contents contents) {
            var identity = TlsIdentity.of(contents, files.password());
            if (started) {
                identity.trouble(clock.instant()).ifPresent(trouble -> {
                    throw new UnusableKeyException(trouble, "put one into the files that counts now");
                });
            }
            started = true;
            return identity;
        }
    }
}
