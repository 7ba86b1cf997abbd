/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map in the README, in a form that the build can check. Think about the map before changing the table. */
class ArchitectureTest {
    private static final String ROOT = "dev.bulla.ctlog";

    /** A package, and what it may use besides itself and the JDK. */
    private static final Map<String, String> MAY_USE = Map.ofEntries(
            entry("merkle", ""),
            entry("codec", "merkle"),
            entry("identity", "codec"),
            entry("store", "merkle codec"),
            entry("store.local", "merkle codec store"),
            entry("store.s3", "merkle codec store store.local"),
            entry("sequence", "merkle codec store"),
            entry("authority", "codec"),
            entry("admission", "merkle codec sequence authority"),
            entry("index", "merkle"),
            entry("names", "merkle identity index"),
            entry("read", "merkle codec identity store sequence index names"),
            entry("check", "merkle codec index authority"),
            entry("copy", "merkle codec store store.local check"),
            entry("watch", "merkle codec store.local identity check"),
            entry("witness", "merkle codec store store.local"),
            entry(
                    "",
                    "merkle codec store store.local store.s3 sequence authority admission identity index names read check"
                            + " copy watch witness"));

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void aPackageUsesOnlyWhatTheTableAllows() {
        MAY_USE.forEach((name, used) -> classes()
                .that()
                .resideInAPackage(own(name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed(name, used))
                .check(all));
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(all.stream().map(type -> type.getPackageName()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        MAY_USE.keySet().stream().map(ArchitectureTest::own).toList());
    }

    private static String[] allowed(String name, String used) {
        return Stream.concat(
                        Stream.of("java..", "javax..", "org.jspecify..", own(name)),
                        Stream.of(used.split(" ")).filter(it -> !it.isEmpty()).map(ArchitectureTest::own))
                .toArray(String[]::new);
    }

    private static String own(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }
}
