/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How an HTTP port of ours listens, whatever is asked on it: HTTP/1.1, bounded heads and bodies, and a clock on every
 * connection, because Helidon has no read timeout of its own.
 */
@NullMarked
package dev.bulla.ca.web;

import org.jspecify.annotations.NullMarked;
