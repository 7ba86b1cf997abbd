/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import dev.bulla.ca.outbound.Call;
import java.util.Map;
import java.util.Optional;

/** A job of GitHub Actions, which asks its runner. */
final class GithubActions implements Place {
    private static final String ADDRESS = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private static final String SECRET = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    @Override
    public String name() {
        return "GitHub Actions";
    }

    @Override
    public String sign() {
        return "the variables " + ADDRESS + " and " + SECRET + ", which a job has with permissions: id-token: write";
    }

    @Override
    public Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException {
        var address = machine.variable(ADDRESS);
        var secret = machine.variable(SECRET);
        if (address.isEmpty() || secret.isEmpty()) {
            if (machine.variable("GITHUB_ACTIONS").isPresent()) {
                throw new NoTokenException(
                        "this is a job of GitHub Actions that may have no token: give it permissions: id-token: write");
            }
            return Optional.empty();
        }
        var separator = address.get().contains("?") ? "&" : "?";
        var call = Call.get(
                Question.address(name(), address.get() + separator + "audience=" + audience),
                Map.of("Authorization", "bearer " + secret.get(), "Accept", "application/json"),
                Question.LIMITS);
        return Optional.of(found(new Question(name(), machine.way()).member(call, "value")));
    }
}
