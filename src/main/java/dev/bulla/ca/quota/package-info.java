/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How many certificates may be asked for, by one identity and by all of an issuer.
 *
 * <p>Memory is bounded and nothing that counts is forgotten: what is dropped is what says nothing, and where there is no room
 * left a newcomer waits.
 */
@NullMarked
package dev.bulla.ca.quota;

import org.jspecify.annotations.NullMarked;
