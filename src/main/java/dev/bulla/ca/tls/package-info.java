/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * TLS of the ports that listen here: certificate and key from PEM files, and who may connect.
 *
 * <ul>
 *   <li>A connection keeps the certificate it began with. Files that change count for connections that begin afterwards, so
 *       none is dropped.
 *   <li>New files make a new {@link javax.net.ssl.SSLContext} with nothing remembered in it. One that only changed its key
 *       would go on with sessions that the old files allowed: clients would not see the new certificate, and those whom the
 *       new authorities do not know would stay.
 *   <li>What was running keeps running: files that fail a check are reported, and what was before stays.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.tls;

import org.jspecify.annotations.NullMarked;
