/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a certificate will say, as a rule writes it down line by line. A value that cannot be made is told with the name of
 * the line, and only once possession is proved.
 */
final class Mapping {
    static final String SUBJECT_NAME = "SubjectAlternativeName";

    private final Map<Extension, String> extensions = new EnumMap<>(Extension.class);

    private Mapping() {}

    /** A rule's lines for one token. */
    @FunctionalInterface
    interface Lines {

        /** Writes the extensions, and gives the subject name. */
        SubjectName write(Mapping to);
    }

    static Identity of(VerifiedToken token, Lines lines) {
        return of(token, token.subject(), lines);
    }

    static Identity of(VerifiedToken token, String challenge, Lines lines) {
        try {
            var mapping = new Mapping();
            var name = lines.write(mapping);
            return new Identity.Named(
                    challenge, Principal.of(name, token.issuer(), token.subject(), mapping.extensions));
        } catch (UnmappableException e) {
            return e.unmapped(challenge);
        }
    }

    Mapping put(Extension extension, String value) {
        extensions.put(extension, value);
        return this;
    }

    Mapping put(Extension extension, Supplier<UriText> uri) {
        return put(extension, named(extension.jsonKey(), () -> uri.get().written()));
    }

    static SubjectName uri(Supplier<UriText> uri) {
        return new SubjectName.Uri(named(SUBJECT_NAME, () -> uri.get().certifiable()));
    }

    /** A step whose failure is told together with the part of the certificate that it was for. */
    static <T> T named(String part, Supplier<T> step) {
        try {
            return step.get();
        } catch (UnmappableException e) {
            throw e.in(part);
        }
    }
}
