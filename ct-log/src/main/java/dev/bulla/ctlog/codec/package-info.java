/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The bytes of certificate transparency: what RFC 6962 and static-ct write down, read and written here.
 *
 * <p>Everything is a function on bytes. Nothing opens a file, asks for the time or holds a key.
 * <ul>
 *   <li>Foreign bytes are answered with a value or with {@link MalformedException}, and with nothing else. No
 *       length that they state is believed before the bytes it promises are there.
 *   <li>Each structure has one encoding. What was read and is written again gives the same bytes.
 *   <li>Certificates are cut, never decoded and built anew: a signature holds over bytes, so every element that
 *       is not the one to change is copied as it stands.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.codec;

import org.jspecify.annotations.NullMarked;
