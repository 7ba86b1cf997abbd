/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The vocabulary of certificates: names, extensions, and how they are written as DER.
 *
 * <p>Nothing here decides anything. What a certificate must contain is the business of {@code certificate}, and who it
 * speaks for that of {@code identity}.
 */
@NullMarked
package dev.bulla.ca.x509;

import org.jspecify.annotations.NullMarked;
