/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.watch.Channel;
import dev.bulla.ca.watch.LogAlarm;
import dev.bulla.ctlog.LogMisbehavedException.Head;
import dev.bulla.ctlog.WatchNews;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Tells a person. */
final class WatchText implements Channel {
    private static final int MOST_STATEMENTS = 20;
    private static final int LONGEST = 300;

    private final PrintWriter out;

    WatchText(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void news(WatchNews news) {
        news.found().forEach(certificate -> out.print(text(certificate)));
        if (!news.unreadable().isEmpty()) {
            out.println("%d entries from %d to %d cannot be read by anybody: any identity might stand in their place"
                    .formatted(
                            news.unreadable().size(),
                            news.unreadable().getFirst(),
                            news.unreadable().getLast()));
        }
        expectTold(out);
    }

    /** Alarms are for standard error. */
    @Override
    public void alarm(LogAlarm alarm) {
        // WatchLoop shouts it there, again and again.
    }

    static String text(LogAlarm alarm) {
        var text = new StringBuilder("ALARM: " + alarm.meaning() + System.lineSeparator());
        alarm.kept().ifPresent(head -> text.append("  kept      " + text(head)));
        alarm.seen().ifPresent(head -> text.append("  seen      " + text(head)));
        text.append("  evidence  %s%n".formatted(alarm.evidence()));
        if (alarm.lasting()) {
            text.append("  The log is not followed any further. Look into it before you trust it again; to begin anew,"
                    + System.lineSeparator()
                    + "  take the file \"place\" beside the evidence away." + System.lineSeparator());
        }
        return text.toString();
    }

    private static String text(Head head) {
        return "%d entries at %s, root %s%n".formatted(head.size(), head.time(), head.root());
    }

    private static String text(WatchNews.Certificate certificate) {
        var matched = certificate.matched().stream()
                .limit(MOST_STATEMENTS)
                .map(it -> it.kind().label() + " " + it.written())
                .collect(Collectors.joining(", "));
        var text = new StringBuilder(
                "entry %d, logged %s, watched for %s%n".formatted(certificate.index(), certificate.logged(), matched));
        certificate.says().stream()
                .limit(MOST_STATEMENTS)
                .forEach(it -> text.append("  %-11s %s%n".formatted(it.kind().label(), shown(it.text()))));
        return text.toString();
    }

    private static String shown(String foreign) {
        return Inspection.printable(foreign.length() > LONGEST ? foreign.substring(0, LONGEST) + "…" : foreign);
    }

    /** What nobody took was not told. */
    static void expectTold(PrintWriter out) {
        if (out.checkError()) {
            throw new CommandFailedException("standard output cannot be written to");
        }
    }
}
