/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;

/** Makes the sources of issuers' keys. Both throw IllegalArgumentException where keys cannot be had as it is configured. */
interface KeySources {
    KeySource ofIssuer(IssuerSettings issuer);

    KeySource ofPattern(IssuerSettings pattern);
}
