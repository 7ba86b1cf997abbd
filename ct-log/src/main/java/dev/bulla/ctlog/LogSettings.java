/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.FactsFile;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which log, and where it lives.
 *
 * @param name    of its folder and of its file in the anchor
 * @param folder  for all that it publishes and needs, apart from its key
 * @param anchor  folder that remembers how large it was, best on another disk
 * @param facts   what can never change once the log is made
 * @param reserve bytes that must stay free on its disk; with less, nothing is taken in
 * @param version of the software that runs it, which its description tells
 * @param readOnlyFrom when it is to end, if that is planned
 * @param store   where the log lies, if not in the folder: then that has only what can be made anew
 */
public record LogSettings(
        String name,
        Path folder,
        Path anchor,
        Facts facts,
        long reserve,
        String version,
        Optional<Instant> readOnlyFrom,
        Optional<ObjectStore> store) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]{1,200}");

    public LogSettings {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a log: " + name);
        }
    }

    /** A log in its folder, without a planned end. */
    public LogSettings(String name, Path folder, Path anchor, Facts facts, long reserve, String version) {
        this(name, folder, anchor, facts, reserve, version, Optional.empty(), Optional.empty());
    }

    /** The same log, which is to end at this time. */
    public LogSettings endingAt(Instant end) {
        return new LogSettings(name, folder, anchor, facts, reserve, version, Optional.of(end), store);
    }

    /** Where the log lies, for people. */
    String where() {
        return store.map(it -> it.place().keys().below(name).toString()).orElseGet(folder::toString);
    }

    /** The same log in a store. */
    public LogSettings in(ObjectStore other) {
        return new LogSettings(name, folder, anchor, facts, reserve, version, readOnlyFrom, Optional.of(other));
    }

    /**
     * What every promise of a log rests on.
     *
     * @param origin    its name in checkpoints
     * @param start     entries expire at this time or later
     * @param end       and before this one
     * @param leafIndex whether timestamps say where the entry stands, which static-ct demands
     */
    public record Facts(String origin, Instant start, Instant end, boolean leafIndex) {
        public Facts {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("no origin: it needs 1 to 200 visible characters and no plus sign");
            }
            if (!start.isBefore(end)) {
                throw new IllegalArgumentException("the log would end at " + end + ", before it starts at " + start);
            }
        }

        static Facts of(LogFacts known) {
            return new Facts(known.origin(), known.windowStart(), known.windowEnd(), known.leafIndex());
        }

        /** Those of the log that was made in a folder, if one was. */
        public static Optional<Facts> in(Path folder) throws IOException, LogStartException {
            try {
                return new FactsFile(new RealDisk(), new LogFolder(folder))
                        .read()
                        .map(Facts::of);
            } catch (OpenRefusedException e) {
                throw new LogStartException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
