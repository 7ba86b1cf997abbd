/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What it takes to be let into a store.
 *
 * @param credentials asked for with every request, since some are lent for a time
 * @param tls         whom to believe, where that is not for the JDK to say
 * @param clock       whose time requests are signed with
 */
public record Access(Supplier<Credentials> credentials, Optional<SSLContext> tls, InstantSource clock) {}
