/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.Locale;

/** What an operator must look at soon. Each stays raised until its cause is gone. */
public enum Alarm {
    /** Changed key files were refused and the old pair is still in use. */
    KEY_FILES_REFUSED,
    /** Changed files of pinned issuer keys were refused and the old keys are still in use. */
    ISSUER_KEYS_REFUSED,
    /** A changed issuer configuration was refused and the one before is still in use. */
    ISSUERS_REFUSED,
    /** The first certificate of the chain to end does so in less than 90 days. */
    CHAIN_ENDS_SOON,
    /** The key in use was published too late, or only when it was used: verifiers may not know it yet. */
    KEY_NOT_PUBLISHED,

    /** Changed files of the time-stamping authority were refused and the old pair is still in use. */
    TSA_FILES_REFUSED,

    /** The first certificate of the chain for timestamps to end does so in less than 90 days. */
    TSA_CHAIN_ENDS_SOON,
    /** The same as {@link #KEY_NOT_PUBLISHED} of the key for timestamps. */
    TSA_KEY_NOT_PUBLISHED,
    /** Changed TLS files of a port were refused and those before are still in use. */
    TLS_FILES_REFUSED,
    /** The TLS certificate of a port has ended, or has little left of its time and was not renewed. */
    TLS_CERTIFICATE_ENDS,
    /** Metadata of our TUF repository has ended, or has little left of its time: clients that have it only refuse what we sign. */
    TUF_METADATA_ENDS,
    /** Decisions cannot be recorded. */
    AUDIT_UNWRITABLE,
    /** The last look at a certificate found a fault of ours. Never cleared: a build is at fault. */
    CERTIFICATE_REFUSED_BY_LINT,
    /** The log holds a precertificate whose certificate nobody got. Never cleared: somebody must compare the two. */
    ORPHAN_LOGGED,
    /** Changed files of the log's accepted roots were refused, and those before are still in use. */
    LOG_ROOTS_REFUSED,
    /** Our log takes nothing in, so nothing is issued. What it has can still be read. */
    LOG_STOPPED,
    /** A witness has signed a tree of our log that it does not go on from, so nothing is issued. Most likely an old copy runs. */
    LOG_CONTRADICTED,
    /** For too long too few witnesses have signed our log's checkpoint. Promises are not in danger. */
    LOG_NOT_WITNESSED,
    /** The published files of our log lag behind. Promises are not in danger. */
    LOG_NOT_PUBLISHED,
    /** The next shard of our log cannot be made, or one that is over cannot end. Without a next one nothing is issued then. */
    LOG_SHARDS,
    /** Our witness could not write down what it would sign, and signs nothing for that log until a new start. */
    WITNESS_UNWRITABLE,
    /** Files of our log cannot be read. Never cleared: somebody must check the log. */
    LOG_UNREADABLE,
    /** There is no room or no disk to remember used tokens in, so an issuer whose tokens may be used once is not served. */
    REPLAY_GUARD_REFUSES;

    /** As labels and pages write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
