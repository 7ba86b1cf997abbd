/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How an HTTP port of ours listens, whatever is asked on it. Helidon speaks HTTP; what it lacks is here: a clock on every
 * connection, because it has no read timeout, the end of a connection where one was announced, and HTTP/1.0.
 */
@NullMarked
package dev.bulla.ca.web;

import org.jspecify.annotations.NullMarked;
