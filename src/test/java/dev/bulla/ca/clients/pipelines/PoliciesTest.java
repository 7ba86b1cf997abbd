/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulla.ca.clients.Installed;
import dev.bulla.ca.clients.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The recipes for clusters: their own command, and their fields as the projects define them in what they publish. */
@Tag("go")
class PoliciesTest {
    private static final Path POLICIES = Path.of(System.getProperty("bulla.root", ".."), "deploy", "policies");
    private static final String ROOT = "{\"signed\": {\"_type\": \"root\", \"note\": \"?>\\u00e9\"}}".repeat(300);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"policy-controller.yaml", "kyverno.yaml"})
    void theCommandPutsOurRootInItsPlace(String file) throws IOException {
        var filled = filled(file);

        var place = file.equals("kyverno.yaml")
                ? at(
                                Examples.list(at(filled.getFirst(), "spec").get("attestors"))
                                        .getFirst(),
                                "cosign",
                                "tuf",
                                "root")
                        .get("data")
                : at(filled.getFirst(), "spec", "remote").get("root");
        assertThat(Base64.getDecoder().decode((String) place)).asString().isEqualTo(ROOT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            policy-controller.yaml | 0 | github.com/sigstore/policy-controller@v0.13.1 | config/300-trustroot.yaml
            policy-controller.yaml | 1 | github.com/sigstore/policy-controller@v0.13.1 | config/300-clusterimagepolicy.yaml
            kyverno.yaml           | 0 | github.com/kyverno/kyverno@v1.19.1            | config/crds/policies.kyverno.io/policies.kyverno.io_imagevalidatingpolicies.yaml
            """)
    void theirDefinitionsKnowEachField(String file, int document, String module, String definition) throws IOException {
        var published = Installed.goModule(module).resolve(definition);
        assumeTrue(Files.exists(published), published + " is not there: .ci/go fetches it on a machine with Go");

        var known = new Definition(documents(Files.readString(published)).getFirst());

        assertThat(known.against(filled(file).get(document))).isEmpty();
    }

    /** As the comment in the file says, up to the command for the cluster. */
    private List<Map<String, Object>> filled(String file) throws IOException {
        var text = Files.readString(POLICIES.resolve(file));
        var command = text.lines()
                .filter(line -> line.startsWith("#   sed "))
                .map(line -> line.substring(4, line.indexOf(" | kubectl apply -f -")))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("root.json"), ROOT);
        Files.writeString(folder.resolve(file), text);
        var ran = Ran.of(folder, Map.of(), List.of("bash", "-e", "-c", "cd '" + folder + "'\n" + command));
        assertThat(ran.exit()).as(ran.said()).isZero();
        return documents(ran.said());
    }

    private static List<Map<String, Object>> documents(String yaml) {
        var all = new Load(LoadSettings.builder().build()).loadAllFromString(yaml);
        return StreamSupport.stream(all.spliterator(), false).map(Examples::map).toList();
    }

    private static Map<String, Object> at(Object node, String... path) {
        var place = Examples.map(node);
        for (var name : path) {
            place = Examples.map(place.get(name));
        }
        return place;
    }
}
