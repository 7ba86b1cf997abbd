/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.NotedHead;
import dev.bulla.ctlog.UnprovenException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges whether entries are in the logs of signatures that are believed. What they say is for {@link EntryContent}. */
final class EntryJudge {
    private static final String NUMBER_OF_TREE = " - ";

    private final List<LogInstance> logs;
    private final Crypto crypto;

    EntryJudge(List<LogInstance> logs, Crypto crypto) {
        this.logs = logs;
        this.crypto = crypto;
    }

    /**
     * An entry that is in its log.
     *
     * @param moment when the log promised to have it, if it did
     */
    record Proven(SignatureEntry entry, LogInstance log, Optional<TrustedMoment> moment) {}

    /** The entry as it is proven, or nothing if its log is not believed. */
    Optional<Proven> judge(SignatureEntry entry) throws UntrustedBundleException {
        var known = logs.stream().filter(it -> it.logId().equals(entry.logId())).findFirst();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        if (known.get().validity().start().isEmpty()) {
            throw invalid("the trusted root does not say from when on its log is to be believed");
        }
        var log = EntryLog.of(known.get(), crypto)
                .orElseThrow(() -> invalid("the key of its log is of a kind that is not known here"));
        if (entry.promise().isPresent() && !log.promised(entry, entry.promise().get())) {
            throw invalid("its log did not promise it");
        }
        if (entry.inclusion().isPresent()) {
            judgeInclusion(entry, entry.inclusion().get(), log);
        }
        judgePlace(entry);
        return Optional.of(new Proven(entry, log.instance(), moment(entry, log.instance())));
    }

    /** A promise covers the place. Without one the tree does, which then is the only one that the log ever had. */
    private static void judgePlace(SignatureEntry entry) throws UntrustedBundleException {
        if (entry.promise().isEmpty()
                && entry.inclusion().filter(it -> it.index() == entry.index()).isEmpty()) {
            throw invalid("it has neither a promise nor a proof of place " + entry.index());
        }
    }

    private void judgeInclusion(SignatureEntry entry, SignatureEntry.Inclusion inclusion, EntryLog log)
            throws UntrustedBundleException {
        try {
            var head = NotedHead.of(Bytes.utf8(inclusion.checkpoint()).array(), log, crypto.provider());
            if (!isOriginOf(log, head.origin())) {
                throw invalid("its checkpoint is of another log, " + head.origin());
            }
            if (head.size() != inclusion.treeSize() || !Bytes.of(head.root()).equals(inclusion.root())) {
                throw invalid("its proof leads to another tree than the one that the log signed");
            }
            var path = inclusion.path().stream().map(Bytes::array).toList();
            head.verifyInclusion(entry.body().array(), inclusion.index(), path);
        } catch (InvalidInputException | UnprovenException e) {
            throw new UntrustedBundleException(Distrust.ENTRY_INVALID, text(String.valueOf(e.getMessage())), e);
        }
    }

    /** The first version of Rekor puts a number behind its name. */
    private static boolean isOriginOf(EntryLog log, String origin) {
        var number = origin.lastIndexOf(NUMBER_OF_TREE);
        return log.isCalled(number < 0 ? origin : origin.substring(0, number));
    }

    /** A time without a promise is only said. */
    private static Optional<TrustedMoment> moment(SignatureEntry entry, LogInstance log)
            throws UntrustedBundleException {
        if (entry.promise().isEmpty() || entry.integratedTime() <= 0) {
            return Optional.empty();
        }
        var moment = Instant.ofEpochSecond(Math.min(entry.integratedTime(), Instant.MAX.getEpochSecond()));
        if (!log.validity().holds(moment)) {
            throw invalid("it says " + moment + ", when its log was not believed");
        }
        return Optional.of(new TrustedMoment(moment, log.logId()));
    }

    private static UntrustedBundleException invalid(String why) {
        return new UntrustedBundleException(Distrust.ENTRY_INVALID, text(why));
    }

    private static String text(String why) {
        return "an entry is not shown to be in its log: " + why;
    }
}
