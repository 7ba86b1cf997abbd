/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * From identities to places: which entries speak for this repository, this workflow, this person, this issuer.
 *
 * <p>The index is derived from the log. What it answers are candidates: whoever asks reads the entry and compares, so a damaged
 * index can hide an entry until it is made again, and never show one that is not there.
 * <ul>
 *   <li>It is kept beside the log and not on the way of a submission. Entries too young for it are looked through one by one,
 *       and while more is missing than that, it says so instead of answering from a part.
 *   <li>Runs over spans of 4,096 entries become files, sorted by term, with the entries of each term from the newest to the
 *       oldest, as differences. They never change; sixteen neighbours become one. A term stands in each file once, without what
 *       it has in common with the one before, so that what is signed again and again costs little.
 *   <li>Files whose checksum is wrong, and those of another log, are made again.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.names;

import org.jspecify.annotations.NullMarked;
