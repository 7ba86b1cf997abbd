/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The file system that a pod of the chart would have, below a folder. Volumes for data are empty, as at the first start. */
record Mounted(Path root, Rendered rendered) {
    /** @param secrets entries of secrets, by the name of the secret */
    static Mounted of(Path root, Rendered rendered, Map<String, Map<String, String>> secrets) throws IOException {
        var mounted = new Mounted(root, rendered);
        for (var mount : rendered.container().at("volumeMounts").items()) {
            mounted.mount(mount, secrets);
        }
        return mounted;
    }

    private void mount(Node mount, Map<String, Map<String, String>> secrets) throws IOException {
        var path = here(mount.at("mountPath").text());
        var volume = rendered.pod().at("volumes").items().stream()
                .filter(it -> it.at("name").text().equals(mount.at("name").text()))
                .findFirst();
        if (volume.filter(it -> it.at("configMap").isThere()).isPresent()) {
            MountedFolder.of(
                    path, entries(volume.orElseThrow().at("configMap", "name").text()));
        } else if (volume.filter(it -> it.at("secret").isThere()).isPresent()) {
            var secret = volume.orElseThrow().at("secret");
            var files = new HashMap<String, String>();
            for (var item : secret.at("items").items()) {
                files.put(
                        item.at("path").text(),
                        secrets.get(secret.at("secretName").text())
                                .get(item.at("key").text()));
            }
            MountedFolder.of(path, files);
        } else {
            Files.createDirectories(path);
        }
    }

    /** What a ConfigMap of the chart holds, with paths as they are here. */
    private Map<String, String> entries(String name) {
        return rendered.ofKind("ConfigMap")
                .filter(map -> map.at("metadata", "name").text().equals(name))
                .flatMap(map -> map.at("data").entries().entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> moved(entry.getValue().text())));
    }

    private String moved(String text) {
        return text.replace("/etc/bulla/", root + "/etc/bulla/").replace("/var/lib/", root + "/var/lib/");
    }

    Path here(String path) {
        return root.resolve(path.substring(1));
    }

    /** Variables from secrets. */
    Map<String, String> environment(Map<String, Map<String, String>> secrets) {
        return rendered.container().at("env").items().stream()
                .map(variable -> Map.entry(variable.at("name").text(), variable.at("valueFrom", "secretKeyRef")))
                .filter(variable -> variable.getValue().isThere())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        variable -> secrets.get(variable.getValue().at("name").text())
                                .get(variable.getValue().at("key").text())));
    }
}
