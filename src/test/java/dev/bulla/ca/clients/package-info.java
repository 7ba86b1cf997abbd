/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Clients that others wrote, each against a started server over the network. */
@NullMarked
package dev.bulla.ca.clients;

import org.jspecify.annotations.NullMarked;
