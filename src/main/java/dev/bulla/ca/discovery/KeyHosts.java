/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** On which servers an issuer may keep its keys. Its own is always one of them. */
public final class KeyHosts {
    /** Wherever the issuer says. */
    public static final KeyHosts ANY = new KeyHosts(true, Set.of());

    private final boolean any;
    private final Set<String> listed;

    private KeyHosts(boolean any, Set<String> listed) {
        this.any = any;
        this.listed = listed;
    }

    /** On the issuer's own server, or on one of these: {@code a.example}, or {@code a.example:8443} where the port is not the usual one. */
    public static KeyHosts ownAnd(Set<String> hosts) {
        return new KeyHosts(
                false, hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    boolean permit(URI keys, URI issuer) {
        return any
                || Origin.of(keys).equals(Origin.of(issuer))
                || listed.contains(Origin.of(keys).server());
    }
}
