/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.X509CertUtils;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/**
 * What the header of a token says that we listen to: the algorithm, and which key. Keys that it brings along or points to
 * are never used, though a malformed one refuses the token; {@code typ} and {@code cty} may be anything.
 *
 * @param keyId empty if the token names no key
 */
record TokenHeader(String algorithm, String keyId) {
    private static final int MOST_CERTIFICATES = 16;

    static TokenHeader parse(byte[] json) {
        try {
            var members = ClaimReader.object(json, ClaimReader.Repeated.REFUSED);
            checkCritical(members);
            checkBroughtKeys(members);
            return new TokenHeader(text(members, "alg"), text(members, "kid"));
        } catch (UnreadableJsonException e) {
            throw malformed("the header " + e.detail());
        }
    }

    private static String text(Map<String, Claim> members, String name) {
        return switch (members.get(name)) {
            case null -> "";
            case Claim.Null none -> "";
            case Claim.Text text -> text.value();
            default -> throw malformed("header " + name + " is not text");
        };
    }

    /** The one extension we understand is b64, and only as what it is by default. */
    private static void checkCritical(Map<String, Claim> members) {
        for (var extension : items(members, "crit")) {
            if (!extension.equals(new Claim.Text("b64"))) {
                throw malformed("header crit asks for an extension we do not know");
            }
        }
        switch (members.get("b64")) {
            case null -> {}
            case Claim.Null none -> {}
            case Claim.Truth encoded when encoded.value() -> {}
            default -> throw malformed("header b64 is not true");
        }
    }

    private static void checkBroughtKeys(Map<String, Claim> members) {
        switch (members.get("jwk")) {
            case null -> {}
            case Claim.Null none -> {}
            case Claim.Members key when isPublicKey(key.values()) -> {}
            default -> throw malformed("header jwk is not a public key");
        }
        var certificates = items(members, "x5c");
        if (certificates.size() > MOST_CERTIFICATES || !certificates.stream().allMatch(TokenHeader::isCertificate)) {
            throw malformed("header x5c is not a chain of certificates");
        }
    }

    private static boolean isCertificate(Claim item) {
        return item instanceof Claim.Text text && X509CertUtils.parse(new Base64(text.value()).decode()) != null;
    }

    private static boolean isPublicKey(Map<String, Claim> key) {
        try {
            return !key.containsKey("d") && !PublishedKey.material(key).isPrivate();
        } catch (ParseException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Claim> items(Map<String, Claim> members, String name) {
        return switch (members.get(name)) {
            case null -> List.of();
            case Claim.Null none -> List.of();
            case Claim.Items items -> items.values();
            default -> throw malformed("header " + name + " is not a list");
        };
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Refusal.TOKEN_MALFORMED, detail);
    }
}
