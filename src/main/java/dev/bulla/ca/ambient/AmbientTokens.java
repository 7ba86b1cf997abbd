/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.util.List;
import java.util.stream.Collectors;

/** Finds the token of the machine that we run on. */
public final class AmbientTokens {
    /** What a token must be meant for, unless the authority was told otherwise. */
    public static final String AUDIENCE = "sigstore";

    private final List<Place> places;

    AmbientTokens(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /** All places, in the order in which they are asked: a build system before the machine that it runs on. */
    public static AmbientTokens everywhere() {
        return new AmbientTokens(List.of(
                new TokenVariable(),
                new GithubActions(),
                new Buildkite(),
                new CircleCi(),
                new TokenFile(),
                new GoogleImpersonation(GoogleImpersonation.CREDENTIALS),
                new GoogleMachine()));
    }

    /** The token of the first place that this machine is. */
    public AmbientToken find(Machine machine) throws NoTokenException {
        for (var place : places) {
            var token = place.token(machine, AUDIENCE);
            if (token.isPresent()) {
                return token.get();
            }
        }
        throw new NoTokenException("no token was given and none was found on this machine; looked for:\n"
                + places.stream()
                        .map(place -> "  " + place.name() + ": " + place.sign())
                        .collect(Collectors.joining("\n")));
    }
}
