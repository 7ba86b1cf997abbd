/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.SignedTreeHead;
import java.util.Optional;

/**
 * A fault of a log with all that shows it.
 *
 * @param kept   the head that was verified before, if there was one
 * @param seen   the head that does not go with it, if it could be read
 * @param served that head as it came
 */
public record Misbehaviour(Fault fault, Optional<SignedTreeHead> kept, Optional<SignedTreeHead> seen, Bytes served) {}
