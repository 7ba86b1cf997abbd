/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.identity.Identity;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a certificate says about whom it speaks for. */
public enum IdentityKind {
    /** The source repository, as a URI. It is found by its name at its host, too: {@code acme/app}. */
    REPOSITORY(Identity.Kind.REPOSITORY),
    /** The URI that the certificate is made out to, which for a build is that of its workflow. */
    WORKFLOW(Identity.Kind.WORKFLOW),
    /** The address that the certificate is made out to. */
    EMAIL(Identity.Kind.EMAIL),
    /** The name, with its domain, that the certificate is made out to. */
    USERNAME(Identity.Kind.USERNAME),
    /** The OpenID issuer that vouched for the others. */
    ISSUER(Identity.Kind.ISSUER);

    private final Identity.Kind inside;

    IdentityKind(Identity.Kind inside) {
        this.inside = inside;
    }

    Identity.Kind inside() {
        return inside;
    }

    static IdentityKind of(Identity.Kind inside) {
        return Stream.of(values())
                .filter(kind -> kind.inside == inside)
                .findFirst()
                .orElseThrow();
    }

    /** The kind of this name, as {@code repository}. */
    public static Optional<IdentityKind> named(String name) {
        return Stream.of(values()).filter(kind -> kind.label().equals(name)).findFirst();
    }

    /** Its name in options, parameters and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
