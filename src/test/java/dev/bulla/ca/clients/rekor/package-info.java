/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A small Rekor of the second version: a log of signatures that clients can be sent to. Its tree and its notes are those of our
 * log of certificates.
 */
@NullMarked
package dev.bulla.ca.clients.rekor;

import org.jspecify.annotations.NullMarked;
