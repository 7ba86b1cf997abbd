/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in the image, and what is not. */
@TestInstance(Lifecycle.PER_CLASS)
class ImageContentTest {
    private static final long LARGEST = 150_000_000;

    @TempDir
    private static Path folder;

    private List<String> files = List.of();

    @BeforeAll
    void unpack() throws Exception {
        run("tar", "-xf", Image.ARCHIVE.toString(), "-C", folder.toString());
        files = new ArrayList<>();
        for (var layer : json(Files.readString(folder.resolve("manifest.json"))).at("/0/Layers")) {
            var blob = folder.resolve(layer.asString()).toString();
            files.addAll(run("tar", "-tzf", blob).lines().toList());
            run("tar", "-xzf", blob, "-C", folder.toString(), "--wildcards", "opt/*");
        }
    }

    @Test
    void isSmall() {
        var size = DockerClientFactory.instance()
                .client()
                .inspectImageCmd(Image.loaded())
                .exec()
                .getSize();

        assertThat(size).isLessThan(LARGEST);
    }

    @Test
    void isNobodysWhoMayDoMuchAndAsksItselfForItsHealth() {
        var config = Objects.requireNonNull(DockerClientFactory.instance()
                .client()
                .inspectImageCmd(Image.loaded())
                .exec()
                .getConfig());

        assertThat(config.getUser()).isEqualTo("65532:65532");
        assertThat(config.getHealthcheck().getTest()).startsWith("CMD").endsWith("healthcheck");
        assertThat(config.getVolumes()).containsOnlyKeys("/var/lib/bulla");
    }

    @Test
    void holdsNoProgramsButJavas() {
        assertThat(files)
                .filteredOn(file -> file.matches(".*bin/.+"))
                .allMatch(file -> file.startsWith("opt/java/bin/"));
        assertThat(files)
                .filteredOn(file -> file.matches("(.*/)?(sh|bash|dash|busybox)"))
                .isEmpty();
    }

    @Test
    void tellsWhatItIsMadeOfAndUnderWhichLicences() throws IOException {
        var bom = json(Files.readString(folder.resolve("opt/bulla/bom.json")));
        var components = new ArrayList<String>();
        bom.get("components")
                .forEach(component -> components.add(component.get("name").asString()));

        assertThat(components).contains("Java", "libc.so.6");
        assertThat(files)
                .filteredOn(file -> file.matches("opt/bulla/lib/[^/]+\\.jar"))
                .isNotEmpty()
                .allMatch(jar -> components.stream().anyMatch(name -> jar.startsWith("opt/bulla/lib/" + name)));
        assertThat(files)
                .contains("opt/bulla/LICENSE", "opt/bulla/NOTICE", "opt/bulla/THIRD-PARTY.txt")
                .contains("opt/java/legal/java.base/LICENSE")
                .anyMatch(file -> file.startsWith("opt/licences/libc"));
    }

    @Test
    void isTheSameToTheByteWhenItIsMadeAgainElsewhere() throws Exception {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        var sources = folder.resolve("sources.tar").toString();
        var made = List.of("bulla.jar", "bom.json", "lib", "classes/THIRD-PARTY.txt");
        var packing = new ArrayList<>(List.of("tar", "-cf", sources, "-C", "../..", "--exclude=deploy/*/target"));
        packing.addAll(List.of("pom.xml", "LICENSE", "NOTICE", ".mvn", "deploy"));
        made.forEach(file -> packing.add("src/target/" + file));
        run(packing.toArray(String[]::new));
        run("tar", "-xmf", sources, "-C", elsewhere.toString());

        run(elsewhere.resolve("deploy/container/build").toString());

        assertThat(Files.mismatch(
                        Image.ARCHIVE, elsewhere.resolve("deploy/container").resolve(Image.ARCHIVE)))
                .isEqualTo(-1);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return said;
    }
}
