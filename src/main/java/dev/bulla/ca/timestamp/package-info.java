/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Timestamps of RFC 3161: from a query in either of its two forms to a reply that is granted, and nothing of the network.
 *
 * <p>A timestamp says that a hash was here at a time. Verifiers believe a short-lived certificate by it long after the certificate
 * has ended, so a false one makes stolen keys useful for ever. Rules that a change must not break:
 * <ul>
 *   <li>The time is that of the clock which dates certificates, cut down to the second just as theirs is: nobody can get a
 *       timestamp from before the certificate that they just got.
 *   <li>A reply that is not refused is granted without any modification. Verifiers refuse whatever else there is.
 *   <li>A signature is verified before it leaves, and no time is signed that the chain of the key does not cover.
 *   <li>Everything of a query that is not understood is refused, extensions first of all.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.timestamp;

import org.jspecify.annotations.NullMarked;
