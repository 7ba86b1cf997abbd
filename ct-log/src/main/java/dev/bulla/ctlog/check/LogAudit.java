/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.List;
import java.util.Optional;

/** One check of one log, from its checkpoint down. */
public final class LogAudit {
    private final AuditPlan plan;
    private final LogSource source;
    private final CheckProgress progress;
    private final Findings findings;
    private final TreeHasher hasher;

    public LogAudit(AuditPlan plan, LogSource source, CheckProgress progress) {
        this.plan = plan;
        this.source = source;
        this.progress = progress;
        this.findings = new Findings(plan.effort().most());
        this.hasher = new TreeHasher(plan.provider());
    }

    public AuditResult run() throws UnreadableException, InterruptedException {
        var heads = new HeadCheck(plan.log());
        Optional<TrustedStart> start = plan.since().isPresent()
                ? Optional.of(TrustedStart.read(plan.since().get(), heads))
                : Optional.empty();
        var head = head(heads);
        if (head.isEmpty() || hasGoneBack(head.get(), start)) {
            return new AuditResult(head, 0, findings.sorted());
        }
        return new Below(head.get(), start).run();
    }

    private Optional<LogHead> head(HeadCheck heads) throws UnreadableException, InterruptedException {
        var content = source.read(TilePath.CHECKPOINT);
        if (content.isEmpty() && source.list("tile").isEmpty()) {
            throw new UnreadableException("there is no checkpoint, so this is no log");
        }
        try {
            return Optional.of(
                    heads.verified(content.orElseThrow(() -> new MalformedException("the file is missing"))));
        } catch (MalformedException e) {
            blameCheckpoint(0, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean hasGoneBack(LogHead head, Optional<TrustedStart> start) {
        var goneBack = start.filter(it -> it.isAheadOf(head)).isPresent();
        if (goneBack) {
            blameCheckpoint(head.size(), "it is older than the trusted checkpoint: the log has gone back");
        }
        return goneBack;
    }

    private void blameCheckpoint(long size, String what) {
        findings.add(new Finding(Finding.Kind.LOG, TilePath.CHECKPOINT, 0, size, what));
    }

    /** All that is checked once it is known what the log has signed. */
    private final class Below {
        private final LogHead head;
        private final Optional<TrustedStart> start;
        private final Issuers issuers;
        private final TileFiles files;
        private final ParallelSweep sweep;

        Below(LogHead head, Optional<TrustedStart> start) {
            this.head = head;
            this.start = start;
            this.issuers = new Issuers(source, findings, plan.provider());
            this.files = new TileFiles(source, findings, head.size());
            this.sweep = new ParallelSweep(
                    head.size(), (int) (start.map(TrustedStart::size).orElse(0L) / Tile.WIDTH), findings, progress);
        }

        AuditResult run() throws UnreadableException, InterruptedException {
            issuers.readAll();
            var swept = swept();
            judge(swept);
            issuers.report(head.size());
            expectIndexes(swept);
            if (!findings.areEnough()) {
                new PartialTiles(source, findings, head.size())
                        .check(start.map(TrustedStart::size).orElse(0L));
            }
            if (plan.index().isPresent()) {
                new IndexCheck(swept, head.size(), findings).check(plan.index().get());
            }
            return new AuditResult(Optional.of(head), sweep.done(), findings.sorted());
        }

        private List<SweptTile> swept() throws UnreadableException, InterruptedException {
            var entries = new EntryCheck(head.head().timestamp(), plan.effort().signatures(), issuers);
            return sweep.run(plan.effort().threads(), () -> new TileSweep(files, entries, plan.provider()));
        }

        private void judge(List<SweptTile> swept) throws UnreadableException, InterruptedException {
            var levels = new TreeLevels(head.size(), files, hasher).above(swept);
            if (!new TreeJudge(head.tree(), files, hasher).judge(levels)) {
                blameCheckpoint(head.size(), "the tiles agree with each other and make another tree than it signs");
            } else if (start.isPresent() && !findings.hasHashTile() && !begins(start.get())) {
                blameCheckpoint(head.size(), "the log does not begin with the tree of the trusted checkpoint");
            }
        }

        private boolean begins(TrustedStart trusted) throws UnreadableException, InterruptedException {
            return trusted.isBeginningOf(head, files, hasher);
        }

        /** Either all entries say where they stand or none does. */
        private void expectIndexes(List<SweptTile> swept) {
            if (!plan.log().leafIndex() && swept.stream().noneMatch(SweptTile::indexed)) {
                return;
            }
            for (var tile : swept) {
                tile.unindexed()
                        .ifPresent(index -> files.entryDamaged(
                                Tile.at(0, index, head.size()), index, "it does not say its index, as others do"));
            }
        }
    }
}
