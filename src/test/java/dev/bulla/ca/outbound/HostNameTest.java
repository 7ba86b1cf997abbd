/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "http://ct_server:6962/test/ct?a=b, 10.0.0.7, http://10.0.0.7:6962/test/ct?a=b",
        "http://ct_server, 10.0.0.7, http://10.0.0.7",
        "http://ct_server/a, fe80::7, http://[fe80:0:0:0:0:0:0:7]/a"
    })
    void aNameWithAnUnderscoreIsCalledByItsNumber(String address, String number, String called) {
        var name = HostName.in(URI.create(address)).orElseThrow();

        assertThat(name.at(InetAddress.ofLiteral(number))).isEqualTo(URI.create(called));
    }

    @Test
    void theServerIsToldItsNameAndPort() {
        assertThat(HostName.in(URI.create("http://ct_server:6962/test")))
                .map(HostName::header)
                .contains("ct_server:6962");
        assertThat(HostName.in(URI.create("http://ct_server/test")))
                .map(HostName::header)
                .contains("ct_server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ct-server:6962/",
                "http://127.0.0.1/",
                "http://[::1]/",
                "https://ct_server/",
                "http://user@ct_server/",
                "http://ct_server:port/",
                "mailto:a@b"
            })
    void otherAddressesAreLeftAlone(String address) {
        assertThat(HostName.in(URI.create(address))).isEmpty();
    }
}
