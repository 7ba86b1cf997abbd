/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.policy.Grant;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm.Hash;
import dev.bulla.ca.trust.Requester;
import dev.bulla.ca.x509.Bytes;
import java.util.stream.Stream;

/**
 * Checks that whoever was granted a certificate holds the key they bring.
 *
 * <p>The order of the checks is part of the protocol, because a requester sees the first that fails: the key is read, then
 * judged, then the signature is verified, then its algorithm must be permitted. Only who has come that far is told that
 * their token maps to no certificate.
 */
public final class ProofOfPossession {
    private final SignatureCheck signatures;
    private final boolean anyChallenge;

    /** @param anyChallenge whether a proof over the subject or the address of the same token counts too */
    public ProofOfPossession(Crypto crypto, boolean anyChallenge) {
        this.signatures = new SignatureCheck(crypto);
        this.anyChallenge = anyChallenge;
    }

    public ProvenKey prove(Grant grant, KeyClaim claim) {
        var held = switch (claim) {
            case KeyClaim.Csr csr -> signedRequest(csr.pem());
            case KeyClaim.SignedChallenge signed -> signedChallenge(grant.requester(), signed);
        };
        requirePermitted(grant.profile(), held);
        return new ProvenKey(
                grant.requester().principal(), grant.profile(), held.key().info());
    }

    /** A key that its holder has shown to hold, and the hash they used for it. */
    private record Held(ClaimedKey.Signing key, Hash hash) {}

    /** A request proves itself: the protocol does not bind it to the token. */
    private Held signedRequest(Bytes pem) {
        var request = CertificationRequest.read(pem);
        var key = KeyPolicy.requireSound(request.key());
        var scheme = request.scheme()
                .filter(found -> signatures.verifies(key, found, request.signed(), request.signature()))
                .orElseThrow(() -> unproven("the request's own signature does not verify"));
        var hash = scheme.hash()
                .orElseThrow(() -> RefusedException.saying(
                        Refusal.CSR_ALGORITHM_UNKNOWN,
                        Refusal.CSR_ALGORITHM_UNKNOWN.sentence() + ": " + scheme.inErrors()));
        return new Held(key, hash);
    }

    private Held signedChallenge(Requester requester, KeyClaim.SignedChallenge claim) {
        var key = KeyPolicy.requireSound(PublicKeyText.read(claim.publicKey()));
        var scheme = key.usualScheme();
        var signature = key instanceof ClaimedKey.Ec ? EcdsaSignature.inDer(claim.signature()) : claim.signature();
        if (challenges(requester).noneMatch(text -> signatures.verifies(key, scheme, Bytes.utf8(text), signature))) {
            throw unproven("the signature is not this key's over the challenge of the token");
        }
        return new Held(key, scheme.hash().orElseThrow());
    }

    private Stream<String> challenges(Requester requester) {
        var expected = Stream.of(requester.challenge());
        return anyChallenge ? Stream.concat(expected, requester.otherChallenges()) : expected;
    }

    private static void requirePermitted(Profile profile, Held held) {
        var key = held.key();
        if (profile.algorithms().stream().noneMatch(a -> a.matches(key.kind(), key.bits(), held.hash()))) {
            throw RefusedException.saying(
                    Refusal.ALGORITHM_NOT_PERMITTED,
                    "%s: %s, %s"
                            .formatted(
                                    Refusal.ALGORITHM_NOT_PERMITTED.sentence(),
                                    key.kind().inErrors(),
                                    held.hash().inErrors()));
        }
    }

    private static RefusedException unproven(String detail) {
        return new RefusedException(Refusal.POSSESSION_UNPROVEN, detail);
    }
}
