/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tells a collector of OpenTelemetry what was told of requests, by the protocol OTLP over HTTP.
 *
 * <p>Nobody waits for it. There is one queue, one thread and one call at a time, each with a bound; what they cannot take is
 * lost and counted. Without a collector nothing of this package is loaded.
 */
@NullMarked
package dev.bulla.ca.otlp;

import org.jspecify.annotations.NullMarked;
