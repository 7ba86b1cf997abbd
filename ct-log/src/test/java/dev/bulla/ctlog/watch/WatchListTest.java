/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.Identity.Kind;
import dev.bulla.ctlog.identity.IdentityPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatchListTest {
    private static final String APP = "https://github.com/acme/app";

    @Test
    void aRepositoryIsFoundByItsAddressAndByItsName() {
        var byAddress = new IdentityPattern(Kind.REPOSITORY, APP, false);
        var byName = new IdentityPattern(Kind.REPOSITORY, "acme/app", false);
        var byOwner = new IdentityPattern(Kind.REPOSITORY, "acme/", true);
        var list = new WatchList(List.of(byAddress, byName, byOwner));

        assertThat(list.matching(List.of(new Identity(Kind.REPOSITORY, APP))))
                .containsExactlyInAnyOrder(byAddress, byName, byOwner);
        assertThat(list.matching(List.of(new Identity(Kind.REPOSITORY, APP + "2"))))
                .containsExactly(byOwner);
        assertThat(list.matching(List.of(new Identity(Kind.WORKFLOW, APP)))).isEmpty();
    }

    @Test
    void anEmptyBeginningIsThatOfEverythingOfItsKind() {
        var all = new IdentityPattern(Kind.EMAIL, "", true);

        assertThat(new WatchList(List.of(all)).matching(List.of(new Identity(Kind.EMAIL, "eve@example.com"))))
                .containsExactly(all);
    }

    /** The order of texts puts other prefixes between one and what begins with it. */
    @Test
    void itFindsWhatAskingEachPatternFinds() {
        var random = new Random(20261121);
        for (var round = 0; round < 300; round++) {
            var patterns = new ArrayList<IdentityPattern>();
            for (var i = 0; i < 60; i++) {
                patterns.add(new IdentityPattern(kind(random), text(random), random.nextBoolean()));
            }
            var list = new WatchList(patterns);
            for (var i = 0; i < 40; i++) {
                var identity = new Identity(kind(random), text(random));
                assertThat(list.matching(List.of(identity)))
                        .as("round %d, %s", round, identity.text())
                        .containsExactlyInAnyOrderElementsOf(patterns.stream()
                                .filter(it -> it.matches(identity))
                                .distinct()
                                .toList());
            }
        }
    }

    private static Kind kind(Random random) {
        return random.nextBoolean() ? Kind.REPOSITORY : Kind.EMAIL;
    }

    private static String text(Random random) {
        var text = new StringBuilder(random.nextInt(3) == 0 ? "https://a/" : "");
        for (var i = random.nextInt(6); i > 0; i--) {
            text.append("ab/".charAt(random.nextInt(3)));
        }
        return text.toString();
    }
}
