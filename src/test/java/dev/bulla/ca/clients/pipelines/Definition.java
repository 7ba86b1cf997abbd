/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a cluster knows of a kind of thing (CustomResourceDefinition): which fields it may have and which it must. */
record Definition(Map<String, Object> document) {
    /** What a cluster would say against a thing. */
    List<String> against(Map<String, Object> thing) {
        var group = Examples.map(document.get("spec")).get("group") + "/";
        for (var version : Examples.list(Examples.map(document.get("spec")).get("versions"))) {
            if (thing.get("apiVersion").equals(group + Examples.map(version).get("name"))) {
                var schema = Examples.map(Examples.map(version).get("schema")).get("openAPIV3Schema");
                var properties = Examples.map(Examples.map(schema).get("properties"));
                var problems = new ArrayList<String>();
                check("spec", thing.get("spec"), Examples.map(properties.get("spec")), problems);
                return problems;
            }
        }
        return List.of("there is no version " + thing.get("apiVersion"));
    }

    private static void check(String path, Object value, Map<String, Object> schema, List<String> problems) {
        var fits = switch (String.valueOf(schema.get("type"))) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer;
            default -> true;
        };
        if (!fits) {
            problems.add(path + " is no " + schema.get("type"));
        } else if (schema.containsKey("enum")
                && !Examples.list(schema.get("enum")).contains(value)) {
            problems.add(path + " is none of " + schema.get("enum"));
        } else if (value instanceof List) {
            for (var item : Examples.list(value)) {
                check(path + "[]", item, Examples.map(schema.get("items")), problems);
            }
        } else if (value instanceof Map && schema.containsKey("properties")) {
            fields(path, Examples.map(value), schema, problems);
        }
    }

    private static void fields(
            String path, Map<String, Object> value, Map<String, Object> schema, List<String> problems) {
        var known = Examples.map(schema.get("properties"));
        for (var field : value.entrySet()) {
            if (known.containsKey(field.getKey())) {
                check(path + "." + field.getKey(), field.getValue(), Examples.map(known.get(field.getKey())), problems);
            } else {
                problems.add(path + " has no field " + field.getKey());
            }
        }
        for (var needed : Examples.list(schema.getOrDefault("required", List.of()))) {
            if (!value.containsKey(needed)) {
                problems.add(path + " lacks " + needed);
            }
        }
    }
}
