/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

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
 * @param store   where the log lies, if not in the folder: then that has only what can be made anew
 */
public record LogSettings(
        String name, Path folder, Path anchor, Facts facts, long reserve, String version, Optional<ObjectStore> store) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]{1,200}");

    public LogSettings {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a log: " + name);
        }
    }

    /** A log in its folder. */
    public LogSettings(String name, Path folder, Path anchor, Facts facts, long reserve, String version) {
        this(name, folder, anchor, facts, reserve, version, Optional.empty());
    }

    /** The same log in a store. */
    public LogSettings in(ObjectStore other) {
        return new LogSettings(name, folder, anchor, facts, reserve, version, Optional.of(other));
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
    }
}
