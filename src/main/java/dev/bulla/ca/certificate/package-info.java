/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The two steps of issuing: a precertificate that a log may see, and the certificate that carries the log's receipt.
 *
 * <p>Rules that a change must not break:
 * <ul>
 *   <li>Both steps use one snapshot of key and chain, kept in the precertificate, so a rotation in between mixes nothing.
 *   <li>The final certificate is built from the same content, and both encodings are compared: only the poison and the
 *       list of timestamps may differ. Otherwise the log has promised something else than what is handed out.
 *   <li>What leaves has been verified with the CA's public key and read by a parser that shares no code with the writer:
 *       {@code Template} writes, {@code Lint} reads, and neither uses what the other is made of.
 * </ul>
 *
 * <p>The ports {@link dev.bulla.ca.certificate.IssuingKey} and {@link dev.bulla.ca.certificate.TransparencyLog} are owned
 * here, because this is who needs them.
 */
@NullMarked
package dev.bulla.ca.certificate;

import org.jspecify.annotations.NullMarked;
