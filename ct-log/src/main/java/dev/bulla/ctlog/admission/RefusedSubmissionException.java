/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import java.io.Serial;

/** A submission that this log does not take. The message tells the submitter why and repeats nothing of what was sent. */
public final class RefusedSubmissionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    RefusedSubmissionException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why a submission was refused, in a word that metrics and answers may rely on. */
    public enum Reason {
        CHAIN_LENGTH("chain-length"),
        CERTIFICATE_SIZE("certificate-size"),
        MALFORMED("malformed"),
        UNKNOWN_ISSUER("unknown-issuer"),
        OUTSIDE_WINDOW("outside-window"),
        WRONG_PURPOSE("wrong-purpose"),
        BAD_POISON("bad-poison"),
        WRONG_KIND("wrong-kind"),
        UNSUPPORTED_ALGORITHM("unsupported-algorithm"),
        BAD_SIGNATURE("bad-signature");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
