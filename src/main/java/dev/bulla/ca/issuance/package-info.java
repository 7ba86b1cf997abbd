/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The walk from a request to a certificate.
 *
 * <p>This package puts the steps in order and does nothing else. It knows no protocol, opens no socket and holds no key.
 *
 * <p>Two rules keep it honest:
 * <ul>
 *   <li>A step takes the result of the step before it. The results have no public constructor, so skipping the token check
 *       is a compile error and not a code review finding.
 *   <li>A precertificate that was logged is always followed by a certificate or by an alarm. The log has promised the world
 *       that a certificate exists.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.issuance;

import org.jspecify.annotations.NullMarked;
