/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.template.QuotedText;
import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.x509.SubjectName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * People, named by an address that their issuer has verified.
 *
 * @param issuerClaim           where a broker says which of its own issuers it asked; that one is certified in its place
 * @param skipEmailVerification believes the address though the issuer does not say that it checked it
 */
public record EmailRule(Optional<ClaimPath> issuerClaim, boolean skipEmailVerification) implements IdentityRule {

    @Override
    public Identity identify(VerifiedToken token) {
        var address =
                token.text("email").filter(text -> !text.isEmpty()).orElseThrow(() -> unusable("has no email claim"));
        if (!ClaimObject.of(token).emailVerified() && !skipEmailVerification) {
            throw unusable("does not say that the email address was verified");
        }
        if (!EmailAddress.matches(address)) {
            throw unusable("has an email claim that is no address");
        }
        return certifiable(address, issuer(token), token.subject());
    }

    private String issuer(VerifiedToken token) {
        return issuerClaim.map(path -> textAt(path, token)).orElseGet(token::issuer);
    }

    private static String textAt(ClaimPath path, VerifiedToken token) {
        return switch (path.find(token.claims()).orElseThrow(() -> unusable("lacks the issuer-claim"))) {
            case Claim.Text(var value) -> value;
            default -> throw unusable("has an issuer-claim that is not text");
        };
    }

    private static Identity certifiable(String address, String issuer, String subject) {
        if (issuer.isEmpty()) {
            return new UnmappableException("extensions must have a non-empty issuer url").unmapped(address);
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(address)) {
            return new UnmappableException("x509: " + QuotedText.of(address) + " cannot be encoded as an IA5String")
                    .unmapped(address);
        }
        return new Identity.Named(address, Principal.of(new SubjectName.Email(address), issuer, subject));
    }

    private static RefusedException unusable(String detail) {
        return ClaimObject.unusable("the token " + detail);
    }
}
