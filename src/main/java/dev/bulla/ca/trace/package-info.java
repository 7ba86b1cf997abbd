/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is told of one request to those who follow requests through many servers.
 *
 * <p>A request carries its {@link Trace} along in the thread that answers it. Whoever does something worth telling tells it
 * there and does not know whether anybody listens: without a listener nothing is kept.
 *
 * <p>Nothing of a requester is ever told: no token, no key, no claim, no identity. What is told comes from the configuration
 * and from closed sets, but for the name of the request.
 */
@NullMarked
package dev.bulla.ca.trace;

import org.jspecify.annotations.NullMarked;
