/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.AuditPlan;
import dev.bulla.ctlog.check.LogAudit;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.copy.CopiedFacts;
import dev.bulla.ctlog.copy.DamagedSourceException;
import dev.bulla.ctlog.copy.Description;
import java.security.Provider;
import java.util.List;
import java.util.Optional;

/** Looks at all of a copy before anything is made of it. */
final class CopyCheck {
    private final Provider provider;
    private final LogImport.Options options;

    CopyCheck(Provider provider, LogImport.Options options) {
        this.provider = provider;
        this.options = options;
    }

    /** What the copy says of its log, if it is that of the key and nothing in it is damaged. */
    CopiedFacts expectSound(LogSource copy)
            throws CopyRefusedException, UnreadableException, DamagedSourceException, InterruptedException {
        var facts = CopiedFacts.in(copy);
        expectKey(facts);
        expectDescribed(facts, copy);
        expectTree(facts, copy);
        return facts;
    }

    void expectKey(CopiedFacts facts) throws CopyRefusedException {
        if (!facts.facts().logId().equals(options.key().id().value())) {
            throw new CopyRefusedException("the copy is of log %s, and the key that was given is that of log %s"
                    .formatted(new LogId(facts.facts().logId()), options.key().id()));
        }
    }

    /** The description is written anew when the log opens; what would then differ was changed by somebody. */
    private static void expectDescribed(CopiedFacts facts, LogSource source)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        var text = source.read(TilePath.DESCRIPTION)
                .orElseThrow(() -> new DamagedSourceException(TilePath.DESCRIPTION, "the file is missing"));
        try {
            if (!Description.parse(text).fits(facts.facts())) {
                throw new MalformedException("it does not say what " + TilePath.FACTS + " says");
            }
        } catch (MalformedException e) {
            throw new DamagedSourceException(TilePath.DESCRIPTION, String.valueOf(e.getMessage()));
        }
    }

    private void expectTree(CopiedFacts facts, LogSource source)
            throws CopyRefusedException, UnreadableException, InterruptedException {
        var plan = new AuditPlan(
                new AuditPlan.ExpectedLog(
                        new KeyOfLog(options.key()),
                        Optional.of(facts.facts().origin()),
                        facts.facts().leafIndex()),
                new AuditPlan.Effort(options.signatures(), options.threads(), options.most()),
                Optional.empty(),
                Optional.empty(),
                provider);
        var findings =
                new LogAudit(plan, source, options.progress()::checked).run().findings();
        if (!findings.isEmpty()) {
            List<DamagedFile> damaged = findings.stream().map(LogCheck::damaged).toList();
            throw new CopyRefusedException("the copy is damaged, and nothing was made of it", damaged);
        }
    }
}
