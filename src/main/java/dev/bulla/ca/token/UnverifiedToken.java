/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import com.nimbusds.jose.util.Base64URL;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * A token that parses. Only its issuer may be read, and nothing about it is believed.
 *
 * <p>Each part is decoded once, and what a signature must cover is encoded again from what was decoded: what is verified is
 * what is read, whatever white space or unused bits the sender's spelling had.
 */
public final class UnverifiedToken {
    private static final int LONGEST = 64 * 1024;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] header;
    private final byte[] signedContent;
    private final Base64URL signature;
    private final Map<String, Claim> claims;
    private final String issuer;

    private UnverifiedToken(byte[] header, byte[] payload, byte[] signature, Map<String, Claim> claims) {
        this.header = header;
        this.signedContent = signedContent(header, payload);
        this.signature = new Base64URL(ENCODER.encodeToString(signature));
        this.claims = claims;
        this.issuer = issuer(claims);
    }

    /** Takes the text apart. Dots are counted before anything is split, so that a text of nothing but dots costs nothing. */
    public static UnverifiedToken parse(String token) {
        if (token.length() > LONGEST) {
            throw malformed("the token is longer than " + LONGEST + " characters");
        }
        var first = token.indexOf('.');
        var second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            throw malformed("the token does not have three parts");
        }
        var payload = decode(withoutLineBreaks(token.substring(first + 1, second)), "payload");
        return new UnverifiedToken(
                decode(withoutSpace(token.substring(0, first)), "header"),
                payload,
                decode(withoutSpace(token.substring(second + 1)), "signature"),
                claims(payload));
    }

    private static Map<String, Claim> claims(byte[] payload) {
        try {
            return ClaimReader.object(payload, ClaimReader.Repeated.LAST_COUNTS);
        } catch (UnreadableJsonException e) {
            throw malformed("the payload " + e.detail());
        }
    }

    private static String issuer(Map<String, Claim> claims) {
        return switch (claims.get("iss")) {
            case null -> "";
            case Claim.Null none -> "";
            case Claim.Text text -> text.value();
            default -> throw malformed("claim iss is not text");
        };
    }

    /** Base64url without padding. The JDK's decoder would take padding, and takes unused bits as we do. */
    private static byte[] decode(String part, String name) {
        try {
            if (part.indexOf('=') < 0) {
                return Base64.getUrlDecoder().decode(part);
            }
        } catch (IllegalArgumentException e) {
            throw malformed("the " + name + " is not base64url");
        }
        throw malformed("the " + name + " is padded");
    }

    private static byte[] signedContent(byte[] header, byte[] payload) {
        var first = ENCODER.encode(header);
        var second = ENCODER.encode(payload);
        var content = Arrays.copyOf(first, first.length + 1 + second.length);
        content[first.length] = '.';
        System.arraycopy(second, 0, content, first.length + 1, second.length);
        return content;
    }

    private static String withoutLineBreaks(String part) {
        return part.replace("\r", "").replace("\n", "");
    }

    private static String withoutSpace(String part) {
        var dense = new StringBuilder(part.length());
        for (var i = 0; i < part.length(); i++) {
            if (!isSpace(part.charAt(i))) {
                dense.append(part.charAt(i));
            }
        }
        return dense.length() == part.length() ? part : dense.toString();
    }

    /** Unicode's white space. Java's own notion has four control characters more. */
    private static boolean isSpace(int c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Refusal.TOKEN_MALFORMED, detail);
    }

    public String issuer() {
        return issuer;
    }

    /** The header, read only once somebody knows the issuer. */
    TokenHeader header() {
        return TokenHeader.parse(header);
    }

    byte[] signedContent() {
        return signedContent;
    }

    Base64URL signature() {
        return signature;
    }

    Map<String, Claim> claims() {
        return claims;
    }
}
