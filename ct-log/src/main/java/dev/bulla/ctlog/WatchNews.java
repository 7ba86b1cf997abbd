/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.watch.Found;
import dev.bulla.ctlog.watch.Position;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What a log has more than before.
 *
 * @param at         the place behind it
 * @param found      the certificates that are watched for, in the order of the log
 * @param unreadable the places of entries that nobody can read, in whose place any identity might stand
 */
public record WatchNews(Place at, List<Certificate> found, List<Long> unreadable) {
    public WatchNews {
        found = List.copyOf(found);
        unreadable = List.copyOf(unreadable);
    }

    static WatchNews of(Position at, List<Found> found, List<Long> unreadable) {
        return new WatchNews(Place.of(at), found.stream().map(Certificate::of).toList(), unreadable);
    }

    /**
     * How far a log was followed.
     *
     * @param next how many entries were told
     * @param size how many the log has
     * @param time when the log said so
     * @param root of its tree then, in hexadecimal
     */
    public record Place(long next, long size, Instant time, String root) {
        static Place of(Position position) {
            var head = position.head().head();
            return new Place(
                    position.next(),
                    head.size(),
                    Instant.ofEpochMilli(head.timestamp()),
                    head.root().toString());
        }
    }

    /**
     * A certificate, or what will be one.
     *
     * @param index    its place in the log
     * @param logged   when the log took it
     * @param leafHash the hash of its leaf in base64, by which its proofs are asked for
     * @param says     all that it says of whom it speaks for: foreign text, of any length and characters
     * @param matched  what of that was watched for
     */
    public record Certificate(
            long index,
            Instant logged,
            boolean isPrecertificate,
            String leafHash,
            List<IdentityStatement> says,
            List<WatchedIdentity> matched) {
        public Certificate {
            says = List.copyOf(says);
            matched = List.copyOf(matched);
        }

        private static Certificate of(Found found) {
            return new Certificate(
                    found.index(),
                    Instant.ofEpochMilli(found.timestamp()),
                    found.isPrecertificate(),
                    Base64.getEncoder().encodeToString(found.leaf().toBytes()),
                    IdentityStatement.of(found.identities()),
                    found.matched().stream().map(WatchedIdentity::of).toList());
        }
    }
}
