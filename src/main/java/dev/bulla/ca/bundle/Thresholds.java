/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

/**
 * How much of what a bundle brings has to be there. What is there has to hold in any case.
 *
 * @param timestamps      authorities that say when it was signed; with none, the certificate has to be valid now
 * @param promises        logs of certificates that promised the certificate
 * @param entries         logs of signatures that recorded the signature
 * @param integratedTimes whether the time that a log of signatures promises counts as that of an authority
 */
public record Thresholds(int timestamps, int promises, int entries, boolean integratedTimes) {
    /** One authority and one log of certificates. A log of signatures is not needed. */
    public static final Thresholds USUAL = new Thresholds(1, 1, 0, false);
}
