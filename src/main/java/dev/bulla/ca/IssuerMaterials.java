/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.replay.ReplayGuard;
import java.time.InstantSource;
import java.util.function.Function;

/** What issuers are made of besides their settings. */
record IssuerMaterials(KeySources keys, Function<IssuerSettings, ReplayGuard> guards, InstantSource clock) {}
