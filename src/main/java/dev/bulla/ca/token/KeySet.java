/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

/** The keys of an issuer and the algorithms it announces. Immutable. */
public final class KeySet {}
