/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who may have a certificate, in the words of an operator: named conditions in the Common Expression Language.
 *
 * <p>Three rules keep it honest:
 * <ul>
 *   <li>A judgement is a pure function of {@link dev.bulla.ca.rules.Facts}. It asks nobody, keeps nothing and can be
 *       explained afterwards.
 *   <li>What is wrong with a condition is found when it is compiled. What can only be found with a token at hand refuses that
 *       token: a rule that cannot be evaluated never lets anyone in.
 *   <li>The work of an evaluation is bounded by what it touches and not by time, so that the same token always gets the
 *       same answer.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.rules;

import org.jspecify.annotations.NullMarked;
