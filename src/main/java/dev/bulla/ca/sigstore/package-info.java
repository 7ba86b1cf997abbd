/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The documents that Sigstore's clients share: trust roots and signing configurations, as they are published and kept in files.
 *
 * <p>They are written as protobuf's JSON prescribes, names in lowerCamelCase and bytes in base64, and always with the same bytes
 * for the same content. Reading takes what other writers do, too (snake_case, fields that are not known here), but nothing
 * without bounds, and says where in the document something is wrong. Nothing here is trusted because it could be read.
 */
@NullMarked
package dev.bulla.ca.sigstore;

import org.jspecify.annotations.NullMarked;
