/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The URL of an issuer, found fit to be asked, and the rule for the URLs it refers us to. */
public final class IssuerAddress {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
    private static final int LONGEST = 2048;

    private final String issuer;
    private final boolean loopback;
    private final PlainHttp plainHttp;
    private final KeyHosts keyHosts;
    private final URI discovery;

    private IssuerAddress(String issuer, PlainHttp plainHttp, KeyHosts keyHosts) {
        this.issuer = issuer;
        this.plainHttp = plainHttp;
        this.keyHosts = keyHosts;
        this.loopback = parse(issuer).filter(IssuerAddress::isLoopback).isPresent();
        this.discovery = permitted(issuer)
                .filter(uri -> uri.getRawQuery() == null)
                .map(uri -> URI.create(withoutOneSlash(issuer) + WELL_KNOWN))
                .orElseThrow(
                        () -> new IllegalArgumentException("must be an https URL with a host and without user, query or"
                                + " fragment; plain http is for this machine, or must be allowed for this issuer"));
    }

    private static String withoutOneSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    /**
     * Takes the issuer as configured. It is never normalised: a slash at its end makes another issuer.
     *
     * @throws IllegalArgumentException if it cannot be asked; the message continues a sentence about the URL
     */
    public static IssuerAddress of(String issuer, PlainHttp plainHttp, KeyHosts keyHosts) {
        return new IssuerAddress(issuer, plainHttp, keyHosts);
    }

    public String issuer() {
        return issuer;
    }

    /** The issuer without one slash at its end, and the well-known path behind it. */
    URI discovery() {
        return discovery;
    }

    /** The address of the keys, on a host where they may be, and as encrypted as the issuer's. */
    URI keys(String url) {
        return permitted(url)
                .filter(keys -> keyHosts.permit(keys, discovery))
                .orElseThrow(() -> new FailedException(
                        Backend.ISSUER,
                        "the issuer's discovery document puts the keys where we must not fetch them (jwks_uri)"));
    }

    private Optional<URI> permitted(String url) {
        return parse(url).filter(uri -> isEncrypted(uri) || isPermittedInPlain(uri));
    }

    private static boolean isEncrypted(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** An issuer elsewhere must not send us to a port of this machine that nobody else can reach. */
    private boolean isPermittedInPlain(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && (plainHttp == PlainHttp.ANYWHERE || (loopback && isLoopback(uri)));
    }

    private static boolean isLoopback(URI uri) {
        return LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    private static Optional<URI> parse(String url) {
        try {
            var uri = new URI(url);
            var fit = url.length() <= LONGEST
                    && uri.getHost() != null
                    && uri.getHost().indexOf('%') < 0
                    && uri.getPort() <= 65535
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            return fit ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
