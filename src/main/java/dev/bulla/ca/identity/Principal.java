/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who a certificate speaks for. A principal only describes: it never sees a certificate, and the {@code certificate}
 * package decides how the description is written down.
 *
 * @param name       the one subject alternative name
 * @param extensions what else the certificate says; an empty value is left out and never stored
 */
public record Principal(SubjectName name, Map<Extension, String> extensions) {

    public Principal {
        var kept = new EnumMap<Extension, String>(Extension.class);
        extensions.forEach((extension, value) -> {
            if (!value.isEmpty()) {
                kept.put(extension, value);
            }
        });
        extensions = Collections.unmodifiableMap(kept);
    }

    /** A description from what every kind of issuer gives: who says so, and the subject of the token. */
    public static Principal of(SubjectName name, String issuer, String tokenSubject) {
        return of(name, issuer, tokenSubject, Map.of());
    }

    /** The same with what the issuer's kind adds. The issuer and the subject of the token cannot be overwritten. */
    public static Principal of(SubjectName name, String issuer, String tokenSubject, Map<Extension, String> more) {
        var all = new EnumMap<Extension, String>(Extension.class);
        all.putAll(more);
        all.put(Extension.ISSUER_V1, issuer);
        all.put(Extension.ISSUER, issuer);
        all.put(Extension.TOKEN_SUBJECT, tokenSubject);
        return new Principal(name, all);
    }
}
