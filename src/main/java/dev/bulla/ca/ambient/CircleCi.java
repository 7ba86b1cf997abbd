/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.util.List;
import java.util.Optional;

/** A job of CircleCI. Its program makes tokens for any audience; the token in its variable is for the organization itself. */
final class CircleCi implements Place {
    private static final String PROGRAM = "circleci";
    private static final String VARIABLE = "CIRCLE_OIDC_TOKEN_V2";

    @Override
    public String name() {
        return "CircleCI";
    }

    @Override
    public String sign() {
        return "the variable CIRCLECI, and the program " + PROGRAM + " or the variable " + VARIABLE;
    }

    @Override
    public Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException {
        if (machine.variable("CIRCLECI").isEmpty()) {
            return Optional.empty();
        }
        var programs = machine.programs();
        var program = programs.find(PROGRAM);
        if (program.isPresent()) {
            var claims = "{\"aud\":\"" + audience + "\"}";
            var arguments = List.of("run", "oidc", "get", "--root-issuer", "--claims", claims);
            return Optional.of(found(programs.output(name(), program.get(), arguments)));
        }
        var token = machine.variable(VARIABLE)
                .orElseThrow(() -> new NoTokenException(
                        "this is a job of CircleCI without a token: give it a context, so that it has " + VARIABLE
                                + ", or the program " + PROGRAM));
        return Optional.of(found(
                token,
                Optional.of("the token of " + VARIABLE + " is for the organization: the authority takes it only if the"
                        + " organization's id is the client-id that it has for this issuer")));
    }
}
