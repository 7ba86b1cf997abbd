/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.DerWriter;
import dev.bulla.ca.x509.ExtensionWriter;
import dev.bulla.ca.x509.Oid;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampList;

/** The last extension: the only thing in which a precertificate and its certificate may differ. */
sealed interface Tail {

    void writeTo(DerWriter out);

    /** What makes a precertificate useless as a certificate (RFC 6962, section 3.1). */
    enum Poison implements Tail {
        POISON;

        private static final Oid OID = Oid.of("1.3.6.1.4.1.11129.2.4.3");
        private static final byte[] NULL = {0x05, 0x00};

        @Override
        public void writeTo(DerWriter out) {
            ExtensionWriter.write(OID, true, out, value -> value.raw(NULL));
        }
    }

    /** What a log promised for the precertificate (RFC 6962, section 3.3). */
    record Promise(SignedCertificateTimestamp timestamp) implements Tail {
        private static final Oid OID = Oid.of("1.3.6.1.4.1.11129.2.4.2");

        @Override
        public void writeTo(DerWriter out) {
            var list = TimestampList.of(timestamp).encoded();
            ExtensionWriter.write(OID, false, out, value -> value.element(DerWriter.OCTET_STRING, list));
        }
    }

    /** Nothing, for a certificate that no log has seen. */
    enum Nothing implements Tail {
        NOTHING;

        @Override
        public void writeTo(DerWriter out) {}
    }
}
