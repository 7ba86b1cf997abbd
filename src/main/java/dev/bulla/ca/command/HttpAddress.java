/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.net.URI;

/** An address that somebody typed. */
final class HttpAddress {
    private HttpAddress() {}

    /** The address if it is one of a web server. */
    static URI checked(String option, URI address) {
        var scheme = address.getScheme();
        if (address.getHost() == null
                || address.getRawUserInfo() != null
                || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new CommandFailedException(
                    option + ": must be http://HOST/… or https://HOST/…, without a user name", ExitCode.USAGE);
        }
        return address;
    }
}
