/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.rotation.LogRotation;
import dev.bulla.ca.rotation.LogStand;
import dev.bulla.ca.rotation.RotationRefusedException;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code bulla log rotate}. */
@Command(
        name = "rotate",
        description = "Has another log with a new key follow the one in use, once verifiers had time to learn of it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "--next has the server make the next log: its key is in the trust root at once, and after the server's publish-lead it takes",
            "what is issued. The log before takes what is late for log-shard-freeze, then ends, and is read for ever.",
            "--switch and --retire ask whether the one has taken over and the other has ended: both happen by themselves.",
            "Without any of them, where the logs stand is printed. Logs in shards follow each other without being asked.",
            "",
            "Example:",
            "  bulla log rotate --next --data bulla-data",
            "  bulla log rotate --data bulla-data"
        })
final class LogRotateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @ArgGroup
    private Step step = new Step();

    @Option(
            names = "--force",
            description = "with --next: have it take over at once, though no verifier knows its key; it is audited")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    /** One of these at most. */
    private static final class Step {
        @Option(names = "--next", description = "ask the server for the next log")
        private boolean next;

        @Option(names = "--switch", description = "ask whether the next log has taken over")
        private boolean switchOver;

        @Option(names = "--retire", description = "ask whether the log before has ended")
        private boolean retire;
    }

    @Override
    public Integer call() throws IOException {
        CommandFailedException.expect(!force || step.next, "--force means something with --next alone");
        var rotation = new LogRotation(new DataFolder(data.path()), InstantSource.system(), RotationOptions.who());
        try {
            var stand = step(rotation);
            var out = spec.commandLine().getOut();
            out.print(json ? json(stand) : text(stand));
            out.flush();
            return ExitCode.OK;
        } catch (RotationRefusedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private LogStand step(LogRotation rotation) throws IOException {
        if (step.next) {
            return rotation.next(force);
        }
        if (step.switchOver) {
            return rotation.switchOver();
        }
        return step.retire ? rotation.retire() : rotation.stand();
    }

    private static String text(LogStand stand) {
        var text = new StringBuilder();
        for (var log : stand.logs()) {
            text.append("%-8s %s%n         %s%n         %s%n"
                    .formatted(word(stand, log) + ":", log.origin(), Sha256.hex(log.keyInfo()), times(log)));
        }
        stand.asked()
                .ifPresent(asked ->
                        text.append("asked:   at %s for the next, which a server that runs makes within seconds%n"
                                .formatted(asked.at().truncatedTo(ChronoUnit.SECONDS))));
        return text.toString();
    }

    private static String word(LogStand stand, MadeLog log) {
        if (log.ended().isPresent()) {
            return "ended";
        }
        if (stand.followed().contains(log)) {
            return "followed";
        }
        return stand.hasBegun(log) ? "in use" : "next";
    }

    private static String times(MadeLog log) {
        var published = log.created().truncatedTo(ChronoUnit.SECONDS);
        return log.ended()
                .map(end -> "published %s, ended %s".formatted(published, end))
                .orElseGet(() -> "published %s, takes what ends from %s on".formatted(published, log.start()));
    }

    private static String json(LogStand stand) {
        var json = JsonMapper.shared().createObjectNode();
        var logs = json.putArray("logs");
        stand.logs().forEach(log -> json(stand, log, logs.addObject()));
        stand.asked().ifPresent(asked -> json.put("asked", asked.at().toString()));
        return json + "\n";
    }

    private static void json(LogStand stand, MadeLog log, ObjectNode json) {
        json.put("state", word(stand, log))
                .put("origin", log.origin())
                .put("id", Sha256.hex(log.keyInfo()))
                .put("published", log.created().toString())
                .put("start", log.start().toString());
        log.ended().ifPresent(end -> json.put("end", end.toString()));
    }
}
