/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.pace.WalksInFlight.Seat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the CA does for those who ask, whatever protocol they speak.
 *
 * @param issue   the walk from a request to a certificate
 * @param chain   gives the chain in use now
 * @param turnedAway told of a signing request that was refused before it could be walked
 * @param issuers gives those whose tokens are accepted now, as the configuration call tells
 * @param walks   the door that closes when enough requests are inside
 * @param largest how many bytes a request may have over any protocol, without what comes before its body
 */
public record CaService(
        Function<IssuanceRequest, IssuedCertificate> issue,
        BiConsumer<String, RefusedException> turnedAway,
        Supplier<IssuingChain> chain,
        Supplier<List<IssuerListing>> issuers,
        WalksInFlight walks,
        int largest) {

    /** Lets a signing request in. */
    Seat enter(String id) {
        return orTurnedAway(id, walks::enter);
    }

    /** Does what comes before the walk. A refusal is told to those who keep records, as one of the walk would be. */
    <T> T orTurnedAway(String id, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (RefusedException e) {
            turnedAway.accept(id, e);
            throw e;
        }
    }
}
