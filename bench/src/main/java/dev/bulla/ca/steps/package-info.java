/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Each step of a walk by itself, with the objects that a server uses. */
@NullMarked
package dev.bulla.ca.steps;

import org.jspecify.annotations.NullMarked;
