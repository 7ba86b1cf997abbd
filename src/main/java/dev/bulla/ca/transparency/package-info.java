/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The logs that stand behind {@link dev.bulla.ca.certificate.TransparencyLog}: one over the network, or none.
 *
 * <ul>
 *   <li>A submission ends within its budget, however the log behaves: with a timestamp, with
 *       {@link dev.bulla.ca.fault.FailedException} when asking again would not help, or with
 *       {@link dev.bulla.ca.fault.UnavailableException} when the log could not be reached or had no time.
 *   <li>Submitting twice is safe. A log answers a known precertificate with the timestamp it has, or enters it a second
 *       time; either way the world is told of the same certificate, and every answer stands for itself.
 *   <li>What a log answers is only read here. It is believed once {@code certificate} verified it.
 *   <li>Bodies of a log are strangers' text: cut and made printable before they reach our own log lines.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.transparency;

import org.jspecify.annotations.NullMarked;
