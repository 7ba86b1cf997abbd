/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import dev.bulla.ca.quota.Quotas;
import dev.bulla.ca.quota.Rate;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Those who submit, by their addresses, and how often each of them may. */
public final class Sources {
    private static final int REMEMBERED = 100_000;

    /** Whoever has one address of IPv6 has all that begin like it. */
    private static final int NETWORK = 8;

    private final Quotas quotas;

    private Sources(Quotas quotas) {
        this.quotas = quotas;
    }

    /** @param perSecond of each source, and as many at once; 0 for no bound */
    public static Sources allowed(int perSecond, InstantSource clock) {
        var rate = perSecond == 0 ? Optional.<Rate>empty() : Optional.of(new Rate(perSecond, Duration.ofSeconds(1)));
        return new Sources(new Quotas(new Quotas.Limits(Optional.empty(), rate, REMEMBERED), clock));
    }

    /** Counts a request, or throws {@link TurnedAwayException} if it is one too many. */
    void count(SocketAddress peer) {
        quotas.take(() -> source(peer)).ifPresent(excess -> {
            throw new TurnedAwayException(SubmissionAnswer.later(
                    429, "too-many-submissions", "this source submits too often", excess.until()));
        });
    }

    private static String source(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress internet) || internet.isUnresolved()) {
            return peer.toString();
        }
        var address = internet.getAddress();
        var octets = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(octets, NETWORK) : octets);
    }
}
