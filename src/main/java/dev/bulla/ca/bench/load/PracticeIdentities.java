/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.practice.PracticeIssuer;
import java.util.List;
import java.util.Optional;

/** Requesters of the issuer on this machine, no two of them the same. */
public record PracticeIdentities(PracticeIssuer issuer, List<RequestKind> mix) implements Identities {
    public PracticeIdentities {
        mix = List.copyOf(mix);
    }

    @Override
    public Claimed of(int number) {
        var requester = kind(number).requester(number);
        return new Claimed(
                issuer.url() + requester.path(), requester.challenge(), Optional.of(requester.subjectName()));
    }

    @Override
    public String token(int number) {
        return issuer.token(kind(number).requester(number));
    }

    private RequestKind kind(int number) {
        return mix.get(number % mix.size());
    }
}
