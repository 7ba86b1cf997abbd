/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A folder as the kubelet mounts a ConfigMap or a Secret: links to links into a hidden folder, which an update exchanges as a whole. */
record MountedFolder(Path path) {
    static MountedFolder of(Path path, Map<String, String> files) throws IOException {
        Files.createDirectories(path);
        for (var name : files.keySet()) {
            Files.createSymbolicLink(path.resolve(name), Path.of("..data", name));
        }
        var folder = new MountedFolder(path);
        folder.show("..1", files);
        return folder;
    }

    /** What the kubelet does with a changed object that has entries of the same names. */
    void update(Map<String, String> files) throws IOException {
        show("..2", files);
    }

    private void show(String version, Map<String, String> files) throws IOException {
        var folder = Files.createDirectory(path.resolve(version));
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        var next = Files.createSymbolicLink(path.resolve("..data_tmp"), Path.of(version));
        Files.move(next, path.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
