/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The root of the program: where it starts, and where every port meets its adapter.
 *
 * <p>{@link dev.bulla.ca.Wiring} is plain code. Every choice in it is a switch over a settings type, so that everything
 * that is wired can be read in one place.
 */
@NullMarked
package dev.bulla.ca;

import org.jspecify.annotations.NullMarked;
