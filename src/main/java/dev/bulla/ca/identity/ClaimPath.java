/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.token.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The way to one claim inside others, as {@code issuer-claim} spells it: {@code $}, {@code .name}, {@code ["name"]} and
 * {@code [0]}. A first name may stand without {@code $}.
 *
 * <p>A path we cannot follow leads nowhere, so that its tokens are refused. It must not keep the server from starting, since
 * operators have configurations that the original starts with; {@link #problem} is there to warn them.
 */
public final class ClaimPath {
    private static final Pattern STEP =
            Pattern.compile("\\.([\\p{L}_][\\p{L}\\p{Nd}_]*)|\\[\"([^\"\\\\]*)\"\\]|\\[([0-9]{1,9})\\]");

    private final List<Step> steps;
    private final Optional<String> problem;

    private ClaimPath(List<Step> steps, Optional<String> problem) {
        this.steps = List.copyOf(steps);
        this.problem = problem;
    }

    public static ClaimPath compile(String path) {
        var steps = new ArrayList<Step>();
        var step = STEP.matcher(path.startsWith("$") ? path.substring(1) : "." + path);
        var end = 0;
        while (step.lookingAt()) {
            steps.add(stepOf(step));
            end = step.end();
            step.region(end, step.regionEnd());
        }
        return end == step.regionEnd()
                ? new ClaimPath(steps, Optional.empty())
                : new ClaimPath(List.of(), Optional.of("supported are $, .name, [\"name\"] and [0]"));
    }

    /** Why the path leads nowhere, whatever the token. */
    public Optional<String> problem() {
        return problem;
    }

    Optional<Claim> find(Map<String, Claim> claims) {
        if (problem.isPresent()) {
            return Optional.empty();
        }
        Optional<Claim> found = Optional.of(new Claim.Members(claims));
        for (var step : steps) {
            found = found.flatMap(step::from);
        }
        return found;
    }

    private static Step stepOf(MatchResult found) {
        if (found.start(3) >= 0) {
            return new Item(Integer.parseInt(found.group(3)));
        }
        return new Member(found.group(found.start(1) >= 0 ? 1 : 2));
    }

    private sealed interface Step {

        Optional<Claim> from(Claim claim);
    }

    private record Member(String name) implements Step {
        @Override
        public Optional<Claim> from(Claim claim) {
            return claim instanceof Claim.Members(var values)
                    ? Optional.ofNullable(values.get(name))
                    : Optional.empty();
        }
    }

    private record Item(int index) implements Step {
        @Override
        public Optional<Claim> from(Claim claim) {
            return claim instanceof Claim.Items(var values) && index < values.size()
                    ? Optional.of(values.get(index))
                    : Optional.empty();
        }
    }
}
