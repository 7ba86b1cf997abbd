/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.IdentityKind;
import dev.bulla.ctlog.IdentityQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say what to search for. */
final class SearchOptions {
    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    @Option(names = "--prefix", description = "find what begins with it, too")
    private boolean prefix;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "entries since then: 24h or 7d ago, a day, or a time (the first)")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "WHEN", description = "and before then (now)")
    private @Nullable String until;

    @Option(
            names = "--shard",
            paramLabel = "NAME",
            description = "entries of this shard and of older ones, to see more")
    private @Nullable String shard;

    @Option(names = "--before", paramLabel = "INDEX", description = "and of that shard those before this one")
    private @Nullable Long before;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "the newest so many, up to " + IdentityQuery.LARGEST_LIMIT + " (${DEFAULT-VALUE})",
            defaultValue = "" + IdentityQuery.USUAL_LIMIT)
    private int limit;

    /** One of these. */
    private static final class Who {
        @Option(
                names = "--repository",
                paramLabel = "URI|NAME",
                description = "source repository, as https://github.com/acme/app or acme/app")
        private @Nullable String repository;

        @Option(
                names = "--workflow",
                paramLabel = "URI",
                description = "what the certificate is made out to, a build's URI")
        private @Nullable String workflow;

        @Option(
                names = "--email",
                paramLabel = "ADDRESS",
                description = "the address that the certificate is made out to")
        private @Nullable String email;

        @Option(names = "--username", paramLabel = "NAME", description = "the user that the certificate is made out to")
        private @Nullable String username;

        @Option(names = "--issuer", paramLabel = "URL", description = "the OpenID issuer that vouched for them")
        private @Nullable String issuer;

        private IdentityQuery.Wanted wanted(boolean prefix) {
            var given = new LinkedHashMap<IdentityKind, Optional<String>>();
            given.put(IdentityKind.REPOSITORY, Optional.ofNullable(repository));
            given.put(IdentityKind.WORKFLOW, Optional.ofNullable(workflow));
            given.put(IdentityKind.EMAIL, Optional.ofNullable(email));
            given.put(IdentityKind.USERNAME, Optional.ofNullable(username));
            given.put(IdentityKind.ISSUER, Optional.ofNullable(issuer));
            return given.entrySet().stream()
                    .filter(entry -> entry.getValue().isPresent())
                    .findFirst()
                    .map(Who::only)
                    .map(entry -> new IdentityQuery.Wanted(entry.getKey(), entry.getValue(), prefix))
                    .orElseThrow();
        }

        private static Map.Entry<IdentityKind, String> only(Map.Entry<IdentityKind, Optional<String>> entry) {
            return Map.entry(entry.getKey(), entry.getValue().orElseThrow());
        }
    }

    /** Where to begin. */
    Optional<String> shard() {
        return Optional.ofNullable(shard);
    }

    IdentityQuery query(Instant now) {
        try {
            return new IdentityQuery(
                    who.wanted(prefix),
                    Optional.ofNullable(since).map(typed -> TypedMoment.of("--since", typed, now)),
                    Optional.ofNullable(until).map(typed -> TypedMoment.of("--until", typed, now)),
                    before == null ? OptionalLong.empty() : OptionalLong.of(before),
                    limit);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), ExitCode.USAGE);
        }
    }
}
