/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** The image of this build. */
final class Image {
    static final String NAME = "bulla:latest";
    static final Path ARCHIVE = Path.of("target/image/image.tar");

    /** Runs a command of the image in a container of it. */
    static final String ARGUMENTS = "@/opt/bulla/bulla";

    private static final String LOADED = load();

    private Image() {}

    /** Its name, by which Docker knows it. */
    static String loaded() {
        return LOADED;
    }

    private static String load() {
        try (var archive = Files.newInputStream(ARCHIVE)) {
            DockerClientFactory.instance().client().loadImageCmd(archive).exec();
            return NAME;
        } catch (IOException e) {
            throw new UncheckedIOException("deploy/container/build has not made " + ARCHIVE, e);
        }
    }
}
