/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.util.regex.Pattern;

/** The text form of an IPv6 address: eight groups, where one {@code ::} stands for at least one of them. */
final class Ipv6Address {
    private static final int GROUPS = 8;
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern IPV4 = Pattern.compile(
            "OCTET\\.OCTET\\.OCTET\\.OCTET".replace("OCTET", "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"));
    /** Longer than any address, so that nothing long is taken apart. */
    private static final int LONGEST = 45;

    private Ipv6Address() {}

    static boolean matches(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        var gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        var before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        var after = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups these are, or a very negative number if one is malformed. The last may be an IPv4 address. */
    private static int groups(String text, boolean last) {
        var parts = text.split(":", -1);
        var groups = 0;
        for (var i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                groups++;
            } else if (last && i == parts.length - 1 && IPV4.matcher(parts[i]).matches()) {
                groups += 2;
            } else {
                return -GROUPS;
            }
        }
        return groups;
    }
}
