/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first and last of each special network, and their public neighbours. */
class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void leavesOutWhatIsSomebodysOwn(String address) {
        assertThat(PublicAddresses.include(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
                "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2001:4860:4860::8888",
                "2606:4700::1111", "2a00:1450:4001::1"
            })
    void includesTheOpenInternet(String address) {
        assertThat(PublicAddresses.include(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void reachesTheVeryNumberThatAHostIsWrittenAs() {
        var reach = Reach.publicAnd("10.0.0.7");

        assertThat(reach.permits(InetAddress.ofLiteral("10.0.0.7"))).isTrue();
        assertThat(reach.permits(InetAddress.ofLiteral("10.0.0.8"))).isFalse();
        assertThat(reach.permits(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
        assertThat(Reach.publicAnd("[fd00::1]").permits(InetAddress.ofLiteral("fd00::1")))
                .isTrue();
    }

    @Test
    void reachesThisMachineUnderItsOwnName() {
        var reach = Reach.publicAnd("localhost");

        assertThat(reach.permits(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(reach.permits(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer.example", "10.0.0.*", "", "10.0.0.7.example"})
    void reachesOnlyThePublicForAName(String host) {
        assertThat(Reach.publicAnd(host)).isSameAs(Reach.PUBLIC);
    }
}
