/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes apart what logs answer. */
public final class JsonObjects {
    private JsonObjects() {}

    /** The members of an object, or {@link IllegalArgumentException}. */
    public static Map<?, ?> parse(byte[] text) {
        try {
            if (JsonMapper.shared().readValue(text, Object.class) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("JSON, and no object");
    }
}
