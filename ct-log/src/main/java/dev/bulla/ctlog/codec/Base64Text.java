/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.Base64;

/** Bytes as the text formats write them: standard base64 with padding. */
public final class Base64Text {
    private Base64Text() {}

    public static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes of a text that no other text stands for: the JDK's decoder lets pass what a writer never writes. */
    public static Bytes parse(String text, String name) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (of(bytes).equals(text)) {
                return Bytes.view(bytes);
            }
        } catch (IllegalArgumentException _) {
            // Refused below, like all else that is not quite base64.
        }
        throw new MalformedException("the " + name + " is not base64 as it is written");
    }
}
