/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Following a log from the outside: how it is asked over HTTP, and how what is found in it reaches people and programs.
 *
 * <p>What is to be believed is decided in {@code dev.bulla.ctlog}; here is only fetched and passed on. The rules:
 * <ul>
 *   <li>Whatever a log or a receiver does ends in time and in bounded memory.
 *   <li>Who is told has it durably when {@link dev.bulla.ca.watch.Channel} returns. A receiver on the network is told from a
 *       queue on the disk, so that it cannot hold up the following and nothing is lost when it is away.
 *   <li>All is told at least once, in the order of the log. Each event has an id by which a receiver knows it again.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.watch;

import org.jspecify.annotations.NullMarked;
