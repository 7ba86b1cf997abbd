/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The identity token of the machine that we run on: what a build system gives to its jobs, and a cloud to its machines.
 *
 * <p>{@link AmbientTokens} asks one place after the other whether it is here. A place that is here and gives no token ends the
 * search with the reason: a job that was meant to sign as itself must not sign as the machine below it. Tokens appear in no message.
 */
@NullMarked
package dev.bulla.ca.ambient;

import org.jspecify.annotations.NullMarked;
