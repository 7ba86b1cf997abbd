/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchFlagsTest {
    private static final UnaryOperator<String> NO_FLAGS = new Properties()::getProperty;

    @Test
    void saysWhichFlagTheHostHeaderWants() {
        assertThatThrownBy(() -> LaunchFlags.requireHostHeader("ct-log-origin", NO_FLAGS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ct-log-origin needs a Host header of its own: start Java with"
                        + " -Djdk.httpclient.allowRestrictedHeaders=host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", ""})
    void otherHeadersAreNotEnough(String allowed) {
        assertThatThrownBy(() -> LaunchFlags.requireHostHeader("a", name -> allowed))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "connection,Host"})
    void isContentWithTheFlag(String allowed) {
        assertThatCode(() -> LaunchFlags.requireHostHeader("a", name -> allowed))
                .doesNotThrowAnyException();
    }

    /** The build and the launcher start Java so; without it the tests of other classes would be worth nothing. */
    @Test
    void thisProcessWasStartedRight() {
        assertThatCode(() -> LaunchFlags.requireHostHeader("a")).doesNotThrowAnyException();
    }

    @Test
    void saysWhichFlagAUserNameForTheProxyWants() {
        var environment = Map.of("HTTPS_PROXY", "http://ada:secret@proxy.test:3128");

        assertThatThrownBy(() -> Proxies.ofEnvironment(environment, NO_FLAGS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the proxy for https wants a user name: start Java with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes=");
        assertThatThrownBy(() -> Proxies.ofEnvironment(environment, name -> "Basic"))
                .isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> Proxies.ofEnvironment(environment, name -> "")).doesNotThrowAnyException();
    }
}
