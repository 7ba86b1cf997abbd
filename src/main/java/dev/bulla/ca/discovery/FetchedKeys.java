/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.token.KeySet;
import java.time.Duration;

/**
 * Keys as an issuer sent them.
 *
 * @param fresh how long it need not be asked again
 */
record FetchedKeys(KeySet keys, Duration fresh) {}
