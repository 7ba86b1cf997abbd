/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

/** Why a bundle is not believed. */
public enum Distrust {
    /** It is no bundle, or one of a form that is not known here. */
    BUNDLE_UNREADABLE,
    /** It signs the artifact itself where an attestation was expected, or the other way round. */
    CONTENT_OF_OTHER_KIND,

    /** Too few authorities that are believed say when it was signed. */
    TIMESTAMP_MISSING,
    /** A timestamp does not hold, or is about something else. */
    TIMESTAMP_INVALID,

    /** No authority that is believed has issued the certificate. */
    CERTIFICATE_UNTRUSTED,
    /** The certificate was not valid when it was used. */
    CERTIFICATE_NOT_VALID_THEN,
    /** The certificate is not for signing code, or its key is of a kind that is not used for that. */
    CERTIFICATE_UNFIT,

    /** Too few logs of certificates that are believed have promised the certificate. */
    PROMISE_MISSING,
    /** A promise in the certificate does not hold. */
    PROMISE_INVALID,

    /** Too few logs of signatures that are believed have recorded the signature. */
    ENTRY_MISSING,
    /** An entry is not shown to be in its log. */
    ENTRY_INVALID,
    /** An entry is in its log, and is about another signature. */
    ENTRY_OF_OTHER_SIGNATURE,

    /** Somebody else signed. */
    IDENTITY_OTHER,
    /** The signer was vouched for by somebody else. */
    ISSUER_OTHER,
    /** The certificate says something else about the build. */
    BUILD_OTHER,

    /** The signature does not hold for this artifact. */
    SIGNATURE_INVALID,
    /** The artifact is not the one that was signed. */
    ARTIFACT_OTHER,
    /** What was signed is no statement about artifacts. */
    STATEMENT_UNREADABLE,
    /** The statement says something of another kind. */
    PREDICATE_OTHER
}
