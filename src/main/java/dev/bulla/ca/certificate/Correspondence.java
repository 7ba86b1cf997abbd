/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;

/**
 * Whether a certificate is the one its precertificate announced. Everything that is signed must be the same byte for byte,
 * apart from the tails; otherwise the log has promised something else than is handed out.
 */
final class Correspondence {
    private final CertificateFields announced;
    private final CertificateFields found;

    private Correspondence(CertificateFields announced, CertificateFields found) {
        this.announced = announced;
        this.found = found;
    }

    /** Throws unless only the poison and, where there is one, the list of timestamps differ. */
    static void check(CertificateFields precertificate, CertificateFields certificate, Tail tail) {
        var correspondence = new Correspondence(precertificate, certificate);
        correspondence.checkFields();
        correspondence.checkExtensions(tail instanceof Tail.Nothing ? 0 : 1);
    }

    private void checkFields() {
        same("version", announced.version(), found.version());
        same("serial number", announced.serial(), found.serial());
        same("signature algorithm", announced.innerAlgorithm(), found.innerAlgorithm());
        same("issuer", announced.issuer(), found.issuer());
        same("start of validity", announced.notBefore(), found.notBefore());
        same("end of validity", announced.notAfter(), found.notAfter());
        same("subject", announced.subject(), found.subject());
        same("public key", announced.publicKeyInfo(), found.publicKeyInfo());
        same("outer signature algorithm", announced.outerAlgorithm(), found.outerAlgorithm());
    }

    private void checkExtensions(int tail) {
        var shared = announced.extensions().size() - 1;
        if (found.extensions().size() != shared + tail) {
            throw differs("number of extensions");
        }
        for (var i = 0; i < shared; i++) {
            if (!announced
                    .extensions()
                    .get(i)
                    .encoded()
                    .sameAs(found.extensions().get(i).encoded())) {
                throw differs("extension number " + (i + 1));
            }
        }
    }

    private static void same(String what, DerValue one, DerValue other) {
        if (!one.sameAs(other)) {
            throw differs(what);
        }
    }

    private static FailedException differs(String what) {
        return new FailedException(
                Backend.CERTIFICATE, "correspondence: the " + what + " is not that of the precertificate");
    }
}
