/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What may be submitted: the gate before the queue.
 *
 * <p>A submission is a chain of certificates, the new one first. It passes if one of the accepted authorities signed it, for
 * the purpose and the time that this log is for. Three rules:
 * <ul>
 *   <li>The log accepts what a certificate says and never judges whether it is valid now: a retry or an import comes late,
 *       and a certificate that has expired was issued all the same.
 *   <li>What is refused is refused with a {@link dev.bulla.ctlog.admission.RefusedSubmissionException}, whatever the bytes
 *       are, and before anything was written.
 *   <li>An authority that was accepted once stays accepted: the log holds entries that it signed.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.admission;

import org.jspecify.annotations.NullMarked;
