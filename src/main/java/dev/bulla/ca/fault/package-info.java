/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What can go wrong, in three kinds that are never mixed.
 *
 * <ul>
 *   <li>{@link dev.bulla.ca.fault.RefusedException}: the request is turned away and nothing of ours is broken.
 *   <li>{@link dev.bulla.ca.fault.UnavailableException}: something we depend on cannot be reached now; trying again may help.
 *   <li>{@link dev.bulla.ca.fault.FailedException}: something we depend on answered, and the answer is unusable.
 * </ul>
 *
 * <p>Everything else that is thrown is a bug and is answered as one. The sentence of an exception is for the requester, its
 * message is for the operator's log; neither repeats a token, a key or a claim that the requester did not send in the open.
 */
@NullMarked
package dev.bulla.ca.fault;

import org.jspecify.annotations.NullMarked;
