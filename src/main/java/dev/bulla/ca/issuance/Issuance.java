/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.issuance;

import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.issuance.Decision.Issued;
import dev.bulla.ca.issuance.Decision.Kind;
import dev.bulla.ca.issuance.Decision.NotIssued;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.policy.IssuancePolicy;
import dev.bulla.ca.proof.ProofOfPossession;
import dev.bulla.ca.replay.Unconfirmed;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.trust.TrustedIssuers;
import java.util.Optional;

/**
 * The walk from a request to a certificate. Each line of {@link #walk} needs the line before it: a step cannot be left out
 * or moved, because what it takes is made nowhere else.
 */
public record Issuance(
        TrustedIssuers issuers,
        IssuancePolicy policy,
        ProofOfPossession possession,
        CertificateAuthority authority,
        TransparencyLog log,
        Cores cores,
        IssuanceEvents events) {

    /** The reason given for what nobody foresaw. */
    public static final String BUG = "BUG";

    /** Ends with a certificate or a {@link NotIssuedException}, and either way with one decision told. */
    public IssuedCertificate issue(IssuanceRequest request) {
        var trail = new Trail();
        try {
            events.requireReady();
            var issued = cores.compute(() -> walk(request, trail)).confirm();
            trail.certified();
            events.decided(new Decision(request.id(), trail, new Issued(issued)));
            return issued;
        } catch (RefusedException e) {
            throw notIssued(request, trail, Kind.REFUSED, e.refusal().name(), e);
        } catch (UnavailableException e) {
            throw notIssued(request, trail, Kind.UNAVAILABLE, e.reason(), e);
        } catch (FailedException e) {
            throw notIssued(request, trail, Kind.FAILED, e.reason(), e);
        } catch (RuntimeException | Error e) {
            throw notIssued(request, trail, Kind.FAILED, BUG, e);
        } finally {
            trail.released();
        }
    }

    /** A request that was refused before it could be walked: nobody could read it, or too many were inside. */
    public void turnedAway(String requestId, RefusedException refusal) {
        tell(requestId, new Trail(), Kind.REFUSED, refusal.refusal().name(), refusal);
    }

    private Unconfirmed<IssuedCertificate> walk(IssuanceRequest request, Trail trail) {
        trail.entered();
        var token = trail.parsed(UnverifiedToken.parse(request.token()));
        var issuer = trail.found(issuers.of(token.issuer()));
        var verified = issuer.verify(token);
        var requester = trail.identified(issuer.identify(verified));
        var grant = trail.granted(policy.permit(requester));
        var key = trail.proved(possession.prove(grant, request.key()));
        var use = trail.reserved(grant.reserveToken());
        var precertificate = trail.precertified(authority.precertify(key));
        var receipt = trail.logged(cores.await(log.submit(precertificate)));
        return use.of(authority.certify(precertificate, receipt));
    }

    private NotIssuedException notIssued(
            IssuanceRequest request, Trail trail, Kind kind, String reason, Throwable cause) {
        tell(request.id(), trail, kind, reason, cause);
        return new NotIssuedException(trail.step(), cause);
    }

    private void tell(String requestId, Trail trail, Kind kind, String reason, Throwable cause) {
        var detail = Optional.ofNullable(cause.getMessage());
        events.decided(new Decision(requestId, trail, new NotIssued(kind, reason, detail, cause)));
    }
}
