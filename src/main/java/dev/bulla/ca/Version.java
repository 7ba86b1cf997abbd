/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Which build this is. The build writes it into a resource; what it could not know says so. */
public record Version(String version, String commit, boolean modified) {
    private static final Version CURRENT = read();

    public static Version current() {
        return CURRENT;
    }

    private static Version read() {
        var properties = new Properties();
        try (var stream = Version.class.getResourceAsStream("build.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading our own resource cannot fail", e);
        }
        return new Version(
                known(properties, "version"),
                known(properties, "commit"),
                Boolean.parseBoolean(known(properties, "modified")));
    }

    private static String known(Properties properties, String name) {
        var value = properties.getProperty(name, "");
        return value.isEmpty() || value.contains("${") ? "unknown" : value;
    }

    /** Under the names that scripts of the original look for. */
    public Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("gitVersion", version);
        fields.put("gitCommit", commit);
        fields.put("gitTreeState", modified ? "dirty" : "clean");
        fields.put("javaVersion", Runtime.version().toString());
        fields.put("platform", System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
        return fields;
    }
}
