/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How we talk to other servers over HTTP: the one place that does.
 *
 * <ul>
 *   <li>A call ends within its limits, whatever the other side does: time is counted from the first look at the name to the
 *       last byte of the body, and a body that grows too large is cut off.
 *   <li>Redirects are replies like any other. Who wants to follow one decides where it may lead.
 *   <li>Nothing is tried twice here: only who knows what a call does can tell if that is safe.
 *   <li>No reply is a {@link dev.bulla.ca.outbound.NoReplyException} with the reason. Every status is a reply.
 * </ul>
 *
 * <p>It speaks HTTP/1.1 only: an upgrade to HTTP/2 costs a round trip, and servers we call need not know it.
 */
@NullMarked
package dev.bulla.ca.outbound;

import org.jspecify.annotations.NullMarked;
