/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

/** Who wants to know how the guards are doing. A port: alarms stand behind it. */
public interface ReplayEvents {

    /** There is no room for one more token of the issuer, so none gets a certificate. */
    void full(String issuer);

    /** The file of the issuer cannot be written, so no token of it gets a certificate. */
    void unwritable(String issuer, String why);

    /** A token of the issuer was remembered. */
    void remembered(String issuer);
}
