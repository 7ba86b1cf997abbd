/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.NoteKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which logs and which witnesses count, and how many of the latter (C2SP tlog-policy). {@link PolicyReader} makes it. */
public final class Policy {
    private final List<Log> logs;
    private final List<Witness> witnesses;
    private final Quorum quorum;

    /** @param url where it can be reached, in whatever sense whoever reads the policy gives to that */
    public record Log(NoteKey key, Optional<URI> url) {}

    /**
     * A witness.
     *
     * @param name in this policy and nowhere else
     * @param url  what {@code /add-checkpoint} is put behind
     */
    public record Witness(String name, WitnessKey key, Optional<URI> url) {}

    Policy(List<Log> logs, List<Witness> witnesses, Quorum quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.quorum = quorum;
    }

    public List<Log> logs() {
        return logs;
    }

    public List<Witness> witnesses() {
        return witnesses;
    }

    /** Whether these witnesses, by their names in the policy, are enough. */
    public boolean isMetBy(Set<String> names) {
        return quorum.isMetBy(names);
    }
}
