/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import dev.bulla.ca.timestamp.TimestampQuery;
import java.util.Locale;
import java.util.Optional;

/** The two ways in which queries are written. */
enum QueryForm {
    DER("application/timestamp-query") {
        @Override
        TimestampQuery read(byte[] body, int length) {
            return TimestampQuery.ofDer(body, length);
        }
    },
    JSON("application/json") {
        @Override
        TimestampQuery read(byte[] body, int length) {
            return TimestampQuery.ofJson(body, length);
        }
    };

    private final String type;

    QueryForm(String type) {
        this.type = type;
    }

    /** @param contentType a media type, perhaps with parameters, which change nothing */
    static Optional<QueryForm> of(String contentType) {
        var semicolon = contentType.indexOf(';');
        var type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
        for (var form : values()) {
            if (form.type.equals(type.toLowerCase(Locale.ROOT))) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    abstract TimestampQuery read(byte[] body, int length);
}
