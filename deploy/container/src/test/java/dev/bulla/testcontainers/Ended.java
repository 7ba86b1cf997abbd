/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;

/** What became of a container whose program has ended by itself. */
record Ended(long exit, String said) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Starts the container, waits for its program's end and removes it. */
    static Ended of(GenericContainer<?> container) {
        try (container) {
            container
                    .withStartupCheckStrategy(new UntilItEnds().withTimeout(PATIENCE))
                    .start();
            InspectContainerResponse seen = container.getCurrentContainerInfo();
            return new Ended(Objects.requireNonNull(seen.getState().getExitCodeLong()), container.getLogs());
        }
    }

    private static final class UntilItEnds extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient client, String containerId) {
            return Boolean.TRUE.equals(getCurrentState(client, containerId).getRunning())
                    ? StartupStatus.NOT_YET_KNOWN
                    : StartupStatus.SUCCESSFUL;
        }
    }
}
