/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.util.Optional;

/** A variable with the token: what GitLab puts an {@code id_tokens} entry into, and everybody else may. */
final class TokenVariable implements Place {
    private static final String VARIABLE = "SIGSTORE_ID_TOKEN";

    @Override
    public String name() {
        return "the variable " + VARIABLE;
    }

    @Override
    public String sign() {
        return "a job of GitLab CI has it by id_tokens: " + VARIABLE + ": aud: " + AmbientTokens.AUDIENCE;
    }

    @Override
    public Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException {
        var token = machine.variable(VARIABLE);
        if (token.isPresent()) {
            return Optional.of(found(token.get()));
        }
        if (machine.variable("GITLAB_CI").isPresent()) {
            throw new NoTokenException("this is a job of GitLab CI without a token: give it one in its definition,"
                    + " under id_tokens, with the name " + VARIABLE + " and aud " + audience);
        }
        return Optional.empty();
    }
}
