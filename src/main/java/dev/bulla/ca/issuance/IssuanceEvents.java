/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.issuance;

/** Who wants to know how requests end. A port: metrics, audit and log lines stand behind it. */
public interface IssuanceEvents {

    /** Throws if decisions cannot be recorded now, so that no key is used for what nobody would know about. */
    void requireReady();

    /**
     * One decision, told before its answer leaves. Throws {@link dev.bulla.ca.fault.FailedException} when an issued
     * certificate could not be recorded, and then the certificate does not leave.
     */
    void decided(Decision decision);
}
