/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which transparency log the precertificates go to. */
public sealed interface LogTarget {

    /**
     * A log over the network.
     *
     * @param origin   Host header, where it differs from the address
     * @param tlsRoots PEM file with the roots to trust instead of the system's
     */
    record Remote(URI url, Path publicKey, Optional<String> origin, Optional<Path> tlsRoots, Duration timeout)
            implements LogTarget {}

    /**
     * A log of our own, in this process.
     *
     * @param data    the folder for all state
     * @param anchor  the folder that remembers how large the log was
     * @param reserve bytes that must stay free on the disk
     * @param timeout how long an entry may take
     * @param store   where the log lies, if not in the data folder
     */
    record Embedded(
            Path data,
            Path anchor,
            Identity identity,
            Shards shards,
            Keys keys,
            Reading reading,
            long reserve,
            Duration timeout,
            Optional<Watching> witnesses,
            Optional<Store> store)
            implements LogTarget {

        /** Where it writes on this machine, by what for. */
        public Map<String, Path> folders() {
            return Map.of("data", data, "anchor", anchor);
        }
    }

    /**
     * An object store.
     *
     * @param credentials file with them, instead of the environment's
     * @param lease       how long whoever writes to the log may be silent
     * @param between     two batches at least
     */
    record Store(Bucket bucket, Optional<Path> credentials, Duration lease, Duration between) {}

    /**
     * A place in an object store.
     *
     * @param prefix of all keys, with a slash at its end unless it is empty
     */
    record Bucket(URI endpoint, String region, String name, String prefix) {}

    /**
     * Who watches over the log.
     *
     * @param policy        file that names them
     * @param witnessedOnly whether readers see only what enough of them have signed
     * @param interval      between two times that they are asked
     * @param patience      until an alarm is raised because too few sign
     */
    record Watching(Path policy, boolean witnessedOnly, Duration interval, Duration patience) {}

    /**
     * What is fixed when the log is made.
     *
     * @param origin    its name
     * @param leafIndex whether timestamps say where the entry stands
     */
    record Identity(String origin, boolean leafIndex) {}

    /**
     * How a log is divided by the ends of certificates.
     *
     * @param period a word of the setting
     * @param ahead  how long before its start a shard is made
     * @param freeze how long after its end it takes entries
     */
    record Shards(String period, Duration ahead, Duration freeze) {}

    /**
     * The keys of a log.
     *
     * @param own      empty for one that is made with the log
     * @param noteKeys Ed25519 keys that sign checkpoints, too
     */
    record Keys(Optional<Path> own, String password, List<Path> noteKeys) {
        public Keys {
            noteKeys = List.copyOf(noteKeys);
        }

        /** Leaves out the password. */
        @Override
        public String toString() {
            return own.map(Path::toString).orElse("a key of its own") + " and " + noteKeys;
        }
    }

    /** Where the log can be read. Entries hold identities, so this may have to be nobody but operators. */
    sealed interface Reading {
        String prefix();
    }

    /** Beside the API. */
    record OnHttpPort(String prefix) implements Reading {}

    /** On a port that serves nothing else. */
    record OnOwnPort(String prefix, Settings.Address address) implements Reading {}

    /** Beside metrics and probes. */
    record OnAdminPort(String prefix) implements Reading {}

    /** No log, by a flag that says insecure. */
    enum None implements LogTarget {
        NONE
    }
}
