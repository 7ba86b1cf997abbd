/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.AuditPlan;
import dev.bulla.ctlog.check.AuditResult;
import dev.bulla.ctlog.check.Finding;
import dev.bulla.ctlog.check.FolderSource;
import dev.bulla.ctlog.check.LogAudit;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.check.WebSource;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.LogFacts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks a static-ct log that anybody wrote, in a folder or behind an address: its checkpoint, every entry, every tile, every
 * issuer, and in a folder the index, too. It changes nothing, and may be run while the log is open.
 */
public final class LogCheck {
    private final Provider provider;
    private final Options options;

    /** @param provider hashes and verifies */
    public LogCheck(Provider provider, Options options) {
        this.provider = provider;
        this.options = options;
    }

    /**
     * How a log is checked.
     *
     * @param key        the log's key; a folder may name it itself
     * @param since      a checkpoint of the log that was kept from an earlier check: what it covers is not read again, but
     *                   the log must still begin with it
     * @param signatures whether the signatures of all certificates are verified, which takes much longer
     * @param threads    how many tiles are read at once
     * @param most       how many damaged files are looked for
     * @param progress   is told how far the check is
     */
    public record Options(
            Optional<LogKey> key,
            Optional<String> since,
            boolean signatures,
            int threads,
            int most,
            Progress progress) {}

    /** Is told how many entries have been looked at and how many there are to look at, by several threads. */
    @FunctionalInterface
    public interface Progress {
        void checked(long entries, long all);
    }

    /**
     * Checks the log in a folder.
     *
     * @throws CheckFailedException if it cannot be checked, which says nothing about the log
     */
    public CheckReport check(Path folder) throws CheckFailedException, InterruptedException {
        return check(new FolderSource(folder), Optional.of(folder.resolve("index")));
    }

    /**
     * Checks the log behind an address. Its key must be given.
     *
     * @throws CheckFailedException if it cannot be checked, which says nothing about the log
     */
    public CheckReport check(URI address) throws CheckFailedException, InterruptedException {
        var key = options.key()
                .orElseThrow(() -> new CheckFailedException("a log behind an address is checked with a given key"));
        var log = new AuditPlan.ExpectedLog(new KeyOfLog(key), Optional.empty(), false);
        try (var source = new WebSource(address, WebSource.Patience.USUAL)) {
            return report(new OwnFacts.NamedKey(key, "given"), List.of(), run(log, Optional.empty(), source));
        }
    }

    /**
     * Checks a log in an object store.
     *
     * @throws CheckFailedException if it cannot be checked, which says nothing about the log
     */
    public CheckReport check(ObjectStore store, String name) throws CheckFailedException, InterruptedException {
        try (var source = new CloudSource(store, name)) {
            return check(source, Optional.empty());
        }
    }

    /** Checks a log by all that its own files say. */
    private CheckReport check(LogSource files, Optional<Path> index) throws CheckFailedException, InterruptedException {
        try {
            var known = OwnFacts.read(files, provider);
            var key = options.key()
                    .map(given -> new OwnFacts.NamedKey(given, "given"))
                    .or(known::key)
                    .orElseThrow(() -> withoutKey(known));
            var facts = known.facts();
            var log = new AuditPlan.ExpectedLog(
                    new KeyOfLog(key.key()),
                    facts.map(LogFacts::origin),
                    facts.filter(LogFacts::leafIndex).isPresent());
            var result = run(log, index, files);
            var aboutLog = new ArrayList<>(known.damaged(key.key()));
            if (result.head().isPresent()) {
                new FinalCheckpoint(files, key.key())
                        .damage(result.head().get())
                        .ifPresent(aboutLog::add);
            }
            return report(key, aboutLog, result);
        } catch (UnreadableException e) {
            throw new CheckFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private AuditResult run(AuditPlan.ExpectedLog log, Optional<Path> index, LogSource source)
            throws CheckFailedException, InterruptedException {
        var plan = new AuditPlan(
                log,
                new AuditPlan.Effort(options.signatures(), options.threads(), options.most()),
                options.since().map(text -> Bytes.view(text.getBytes(StandardCharsets.UTF_8))),
                index,
                provider);
        try {
            return new LogAudit(plan, source, options.progress()::checked).run();
        } catch (UnreadableException e) {
            throw new CheckFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static CheckFailedException withoutKey(OwnFacts known) {
        var damaged = known.damaged().stream()
                .map(finding -> "; " + finding.file() + ": " + finding.what())
                .collect(Collectors.joining());
        return new CheckFailedException("the place names no key to check the log with, so give one" + damaged);
    }

    private static CheckReport report(OwnFacts.NamedKey key, List<Finding> aboutLog, AuditResult result) {
        var findings = new ArrayList<>(aboutLog);
        findings.addAll(result.findings());
        var head = result.head()
                .map(it -> new CheckReport.Head(
                        it.origin(),
                        it.head().size(),
                        Instant.ofEpochMilli(it.head().timestamp()),
                        it.head().root().toString()));
        return new CheckReport(
                key.key(),
                key.file(),
                head,
                result.checked(),
                findings.stream().map(LogCheck::damaged).toList());
    }

    static DamagedFile damaged(Finding finding) {
        return new DamagedFile(
                finding.file(), finding.first(), finding.end(), finding.what(), finding.kind() == Finding.Kind.INDEX);
    }
}
