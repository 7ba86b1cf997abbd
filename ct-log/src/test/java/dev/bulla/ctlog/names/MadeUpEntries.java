/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.Identity.Kind;
import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A log without end whose identities follow from the index and a seed. Beside it, the answers that an index must give. */
final class MadeUpEntries implements NamedEntries {
    private static final int REPOSITORIES = 200;
    private static final int PEOPLE = 5000;

    private final long seed;
    private long asked;

    MadeUpEntries(long seed) {
        this.seed = seed;
    }

    @Override
    public synchronized List<Identity> identities(long index) {
        asked++;
        return of(index);
    }

    @Override
    public Hash leaf(long index) {
        var random = random(index);
        return new Hash(random.nextLong(), random.nextLong(), index, seed);
    }

    /** How many entries were read since the last question. */
    synchronized long asked() {
        var since = asked;
        asked = 0;
        return since;
    }

    /** Builds mostly, some people, some that say nothing, and some with a very long name. */
    List<Identity> of(long index) {
        var random = random(index);
        var issuer = new Identity(Kind.ISSUER, "https://issuer-" + random.nextInt(3) + ".example.com");
        return switch (random.nextInt(10)) {
            case 0 -> List.of(new Identity(Kind.EMAIL, "user" + random.nextInt(PEOPLE) + "@example.com"), issuer);
            case 1 -> List.of();
            case 2 -> List.of(new Identity(Kind.USERNAME, "u".repeat(500 + random.nextInt(40)) + index % 7), issuer);
            default -> build(random, issuer);
        };
    }

    private static List<Identity> build(SplittableRandom random, Identity issuer) {
        var repository = "https://github.com/owner-" + random.nextInt(20) + "/app-" + random.nextInt(REPOSITORIES / 20);
        var workflow = repository + "/.github/workflows/build.yaml@refs/tags/v" + random.nextInt(50);
        return List.of(new Identity(Kind.REPOSITORY, repository), new Identity(Kind.WORKFLOW, workflow), issuer);
    }

    /** What is in the log between two indexes, by looking at all of it. */
    List<Long> newestFirst(IdentityPattern pattern, long from, long to) {
        var found = new ArrayList<Long>();
        for (var at = to - 1; at >= from; at--) {
            if (of(at).stream().anyMatch(pattern::matches)) {
                found.add(at);
            }
        }
        return found;
    }

    /** A question of any kind about anybody, often about somebody who is there. */
    IdentityPattern pattern(SplittableRandom random, long size) {
        var said = of(random.nextLong(Math.max(1, size)));
        if (said.isEmpty()) {
            return new IdentityPattern(Kind.EMAIL, "nobody@example.com", random.nextBoolean());
        }
        var identity = said.get(random.nextInt(said.size()));
        var text = identity.shortName().filter(_ -> random.nextBoolean()).orElse(identity.text());
        return random.nextBoolean()
                ? new IdentityPattern(identity.kind(), text, false)
                : new IdentityPattern(identity.kind(), text.substring(0, random.nextInt(text.length() + 1)), true);
    }

    private SplittableRandom random(long index) {
        return new SplittableRandom(seed + index * 0x9E3779B97F4A7C15L);
    }
}
