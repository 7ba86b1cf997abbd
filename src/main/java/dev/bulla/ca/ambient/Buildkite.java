/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.util.List;
import java.util.Optional;

/** A job of Buildkite, which asks its agent. */
final class Buildkite implements Place {
    private static final String PROGRAM = "buildkite-agent";

    @Override
    public String name() {
        return "Buildkite";
    }

    @Override
    public String sign() {
        return "the variable BUILDKITE and the program " + PROGRAM;
    }

    @Override
    public Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException {
        if (machine.variable("BUILDKITE").isEmpty()) {
            return Optional.empty();
        }
        var programs = machine.programs();
        var agent = programs.find(PROGRAM)
                .orElseThrow(() -> new NoTokenException(
                        "this is a job of Buildkite, and " + PROGRAM + ", which gives out tokens, is not on the path"));
        return Optional.of(
                found(programs.output(name(), agent, List.of("oidc", "request-token", "--audience", audience))));
    }
}
