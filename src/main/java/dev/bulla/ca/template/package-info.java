/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The language of claim templates: the original's, which is Go's {@code text/template} without calls of foreign code.
 *
 * <p>A {@link dev.bulla.ca.template.Template} is compiled once and then filled as often as one likes. Three rules:
 *
 * <ul>
 *   <li>What this package does not know, it refuses when it compiles. Filling fails only for what the values are, or are not.
 *   <li>What it knows, it does as Go does, to the byte. Go's own answers are the tests.
 *   <li>Filling ends: steps, nesting and the size of everything are bounded, whoever wrote the template and the values.
 * </ul>
 *
 * <p>It also holds how that language prints numbers and quotes text, since certificates and messages are made of both.
 */
@NullMarked
package dev.bulla.ca.template;

import org.jspecify.annotations.NullMarked;
