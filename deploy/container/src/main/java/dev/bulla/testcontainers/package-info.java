/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A certificate authority for a test, with a log, a time-stamping authority and an issuer of its own. It needs Docker and the image, and
 * no network.
 */
@NullMarked
package dev.bulla.testcontainers;

import org.jspecify.annotations.NullMarked;
