/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** The two parts of a certificate's subject that people know an authority by. */
record DistinguishedNames(Optional<String> organization, Optional<String> commonName) {
    static DistinguishedNames of(X509Certificate certificate) {
        try {
            var name = new LdapName(certificate.getSubjectX500Principal().getName());
            return new DistinguishedNames(part(name, "O"), part(name, "CN"));
        } catch (InvalidNameException e) {
            return new DistinguishedNames(Optional.empty(), Optional.empty());
        }
    }

    private static Optional<String> part(LdapName name, String type) {
        return name.getRdns().stream()
                .filter(part -> part.getType().equalsIgnoreCase(type))
                .map(part -> String.valueOf(part.getValue()))
                .findFirst();
    }
}
