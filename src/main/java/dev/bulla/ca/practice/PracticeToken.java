/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.practice;

/** A token, with what whoever holds it knows about it. */
public record PracticeToken(String text, String issuer, PracticeRequester requester) {}
