/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.pace.WalksInFlight;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the CA does for those who ask, whatever protocol they speak.
 *
 * @param issue   the walk from a request to a certificate
 * @param chain   gives the chain in use now
 * @param issuers whose tokens are accepted, as the configuration call tells
 * @param walks   the door that closes when enough requests are inside
 */
public record CaService(
        Function<IssuanceRequest, IssuedCertificate> issue,
        Supplier<IssuingChain> chain,
        List<IssuerListing> issuers,
        WalksInFlight walks) {

    public CaService {
        issuers = List.copyOf(issuers);
    }
}
