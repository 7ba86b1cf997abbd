/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.WatchFile;
import dev.bulla.ctlog.IdentityKind;
import dev.bulla.ctlog.WatchedIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is watched for in a log. */
final class WatchedOptions {
    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description =
                    "source repository: its URI, or owner/name; an asterisk at the end makes it a beginning, here and below")
    private List<String> repositories = List.of();

    @Option(names = "--workflow", paramLabel = "URI", description = "what a build was signed by")
    private List<String> workflows = List.of();

    @Option(names = "--email", paramLabel = "ADDRESS", description = "a person")
    private List<String> emails = List.of();

    @Option(names = "--username", paramLabel = "NAME", description = "a name with a domain")
    private List<String> usernames = List.of();

    @Option(names = "--issuer", paramLabel = "URL", description = "who vouched for the others: an OpenID issuer")
    private List<String> issuers = List.of();

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "YAML with as many of these as you like: the kinds as keys, lists of texts below them")
    private @Nullable Path file;

    /** All of them; none if the log is only to be verified. */
    List<WatchedIdentity> all() {
        var all = new ArrayList<WatchedIdentity>();
        for (var kind : IdentityKind.values()) {
            given(kind).forEach(text -> all.add(watched(kind, text)));
        }
        if (file != null) {
            all.addAll(read(file));
        }
        return all;
    }

    private List<String> given(IdentityKind kind) {
        return switch (kind) {
            case REPOSITORY -> repositories;
            case WORKFLOW -> workflows;
            case EMAIL -> emails;
            case USERNAME -> usernames;
            case ISSUER -> issuers;
        };
    }

    private static List<WatchedIdentity> read(Path file) {
        var problems = new Problems();
        var read = WatchFile.read(file, words(), problems);
        problems.throwIfAny();
        return read.stream()
                .map(it -> watched(IdentityKind.named(it.kind()).orElseThrow(), it.text()))
                .toList();
    }

    private static Set<String> words() {
        return Arrays.stream(IdentityKind.values())
                .map(IdentityKind::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static WatchedIdentity watched(IdentityKind kind, String text) {
        try {
            return WatchedIdentity.written(kind, text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("--" + kind.label() + ": " + e.getMessage(), ExitCode.USAGE);
        }
    }
}
