/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How the key of an authority is replaced: verifiers learn of the next one long before it is used, and believe the one before for as long
 * as something that it signed may count.
 *
 * <p>A key has a life, which the data folder remembers: announced, in use, replaced, over. A command announces and ends, the server says
 * what is in use, by its own clock. Neither has to run for the other to go on.
 */
@NullMarked
package dev.bulla.ca.rotation;

import org.jspecify.annotations.NullMarked;
