/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulla.ca.clients.Installed;
import dev.bulla.ca.clients.Lab;
import dev.bulla.ca.clients.Lab.LeafIndex;
import dev.bulla.ca.clients.Ran;
import dev.bulla.ca.command.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples for build systems, run: their own lines, with our addresses and tokens as the build system gives them. */
@Tag("go")
@Timeout(240)
class ExamplesRunTest {
    private static Path folder;
    private static Path programs;
    private static Lab lab;
    private static BuildSystem system;

    @BeforeAll
    static void start(@TempDir Path fresh) throws IOException {
        folder = fresh;
        programs = Files.createDirectories(folder.resolve("programs"));
        lab = Lab.start(folder, LeafIndex.ON);
        system = new BuildSystem(lab.issuers(), programs);
        var command = Installed.bulla().stream().map(word -> "'" + word + "'").toList();
        program("bulla", "#!/bin/sh\nexec " + String.join(" ", command) + " \"$@\"\n");
    }

    @AfterAll
    static void stop() {
        system.close();
        lab.close();
    }

    private static void program(String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(programs.resolve(name), text), PosixFilePermissions.fromString("rwx------"));
    }

    static Stream<Job> jobs() {
        return Examples.jobs();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void signsAndVerifies(Job job) throws IOException {
        assumeTrue(
                !job.uses("cosign") || Installed.hasGo(),
                "target/clients/go/bin/cosign is not there: .ci/go builds it on a machine with Go");
        var path = job.uses("cosign") ? Installed.go("cosign").getParent() + ":" : "";
        var place = repository(job);
        var environment = new HashMap<>(job.variables());
        environment.putAll(system.variables(job));
        environment.putAll(Map.of(
                "BULLA", lab.url().toString(),
                "SSL_CERT_FILE", lab.tlsRoot().toString(),
                "HOME", place.toString(),
                "PATH", path + programs + ":" + System.getenv("PATH")));

        for (var script : job.scripts()) {
            var ran = Ran.of(
                    place, environment, List.of("bash", "-e", "-o", "pipefail", "-c", "cd '" + place + "'\n" + script));
            assertThat(ran.exit()).as(script + "\n" + ran.said()).isZero();
        }

        var tool = job.uses("cosign") ? "" : ".bulla";
        assertThat(place.resolve("release.tar.gz" + tool + ".sigstore.json")).isNotEmptyFile();
    }

    /** A repository with the trust beside the code. */
    private static Path repository(Job job) throws IOException {
        var place = Files.createTempDirectory(folder, "job");
        var trust = place.resolve("bulla-trust").toString();
        var exported = CommandRun.of("trust", "export", trust, "--data=" + folder.resolve("data"));
        assertThat(exported.exit()).as(exported.err()).isZero();
        Files.copy(lab.makeTuf(), place.resolve("bulla-trust/root.json"), StandardCopyOption.REPLACE_EXISTING);
        var git =
                "git -c init.defaultBranch=main init -q && git add . && git -c user.name=ada -c user.email=ada@example.com"
                        + " commit -q -m '" + job.name() + "'";
        var ran =
                Ran.of(place, Map.of("HOME", place.toString()), List.of("bash", "-c", "cd '" + place + "' && " + git));
        assertThat(ran.exit()).as(ran.said()).isZero();
        return place;
    }
}
