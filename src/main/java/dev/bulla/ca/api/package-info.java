/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The doors of the CA: HTTP with JSON, and gRPC, both with the published messages of Fulcio's second version; and HTTP with PEM, as in
 * its first.
 *
 * <p>A request is read into an {@link dev.bulla.ca.issuance.IssuanceRequest}, the walk is somebody else's, and what comes back
 * is written in the protocol of whoever asked. Rules that a change must not break:
 * <ul>
 *   <li>No status and no code leaves this package: {@link dev.bulla.ca.api.Answers} is the one place that knows them.
 *   <li>A walk in flight has a seat before anything of its message is understood, and gives it back however it ends.
 *   <li>What a client sends is bounded in size, in depth and in the time it may take.
 *   <li>Sentences of ours never repeat what a request contained beyond the name of a field.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.api;

import org.jspecify.annotations.NullMarked;
