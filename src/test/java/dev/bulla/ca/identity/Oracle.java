/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Go's standard library, which the original is built on, makes of the same input. The file is written by the program
 * beside it, {@code identity/oracle/main.go}.
 */
record Oracle(String about, List<Uri> uris, List<Json> claims, List<Template> templates, List<Address> addresses) {

    record Uri(String in, String out, String refused) {}

    record Json(String json, String text, boolean refused) {}

    record Template(
            String template, String out, String missing, String refused, boolean changed, boolean unsupported) {}

    record Address(String text, boolean valid, String quoted) {}

    static Oracle read() {
        try (var file = Oracle.class.getResourceAsStream("/identity/oracle/expected.json")) {
            return new JsonMapper().readValue(file.readAllBytes(), Oracle.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the expected values", e);
        }
    }
}
