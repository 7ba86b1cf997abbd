/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The map of the README in a form the build can check. Think about the map before changing the table. */
class ArchitectureTest {
    private static final String ROOT = "dev.bulla.ca";
    private static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.bulla");

    /** A package, and what it may use besides itself and the JDK. Names with a dot are libraries. */
    private static final Map<String, String> MAY_USE = Map.ofEntries(
            entry("fault", ""),
            entry("pace", "fault"),
            entry("trace", "fault pace"),
            entry("crypto", "fault org.bouncycastle com.amazon.corretto"),
            entry("x509", "org.bouncycastle"),
            entry("token", "fault pace crypto com.nimbusds tools.jackson.core"),
            entry("template", ""),
            entry("identity", "fault x509 token template"),
            entry("rules", "token dev.cel com.google"),
            entry("quota", ""),
            entry("replay", "fault token"),
            entry("trust", "fault x509 token identity rules quota replay"),
            entry("policy", "fault identity rules quota replay trust"),
            entry("proof", "fault crypto x509 identity trust policy org.bouncycastle"),
            entry("certificate", "fault crypto x509 identity policy proof dev.bulla.ctlog org.bouncycastle"),
            entry("timestamp", "fault crypto x509 org.bouncycastle tools.jackson.core"),
            entry("issuance", "fault pace token rules replay trust policy proof certificate"),
            entry("outbound", "x509 trace"),
            entry("web", "fault pace io.helidon"),
            entry(
                    "api",
                    "fault pace x509 trace web proof certificate issuance io.helidon io.grpc com.google dev.sigstore"
                            + " tools.jackson.core"),
            entry("discovery", "fault pace x509 token trace outbound"),
            entry("signing", "fault crypto certificate timestamp x509 org.bouncycastle tools.jackson.core"),
            entry("tls", "signing x509"),
            entry("sigstore", "x509 tools.jackson"),
            entry(
                    "transparency",
                    "fault crypto x509 certificate outbound dev.bulla.ctlog org.bouncycastle tools.jackson.core"),
            entry(
                    "observe",
                    "fault x509 identity rules trust certificate timestamp issuance web dev.bulla.ctlog com.sun.management"
                            + " io.helidon"),
            entry("otlp", "x509 trace outbound io.opentelemetry.proto com.google.protobuf"),
            entry("data", "x509 tools.jackson"),
            entry("trustroot", "x509 data sigstore"),
            entry("rotation", "x509 data signing"),
            entry("tuf", "x509 data tools.jackson"),
            entry("backup", "crypto x509 signing data dev.bulla.ctlog tools.jackson"),
            entry("publication", "x509 web quota dev.bulla.ctlog io.helidon tools.jackson"),
            entry("submission", "fault pace quota web dev.bulla.ctlog io.helidon tools.jackson.core"),
            entry("stamping", "fault pace x509 timestamp web io.helidon tools.jackson"),
            entry("watch", "x509 outbound data dev.bulla.ctlog tools.jackson"),
            entry("practice", "crypto x509 com.sun.net.httpserver tools.jackson"),
            entry(
                    "bench",
                    "pace crypto x509 certificate signing timestamp practice outbound watch web publication submission"
                            + " dev.bulla.ctlog com.sun.management"
                            + " com.sun.net.httpserver org.HdrHistogram"
                            + " org.bouncycastle tools.jackson"),
            entry("bundle", "crypto x509 sigstore dev.bulla.ctlog org.bouncycastle com.google.re2j tools.jackson"),
            entry("ambient", "x509 outbound tools.jackson"),
            entry("config", "org.snakeyaml tools.jackson.core"));

    /** Where every port meets its adapter: these may use everything. */
    private static final Stream<String> EVERYTHING = Stream.of("command");

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheTableAllows(String name) {
        classes()
                .that()
                .resideInAPackage(own(name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed(name))
                .check(ALL);
    }

    @Test
    void everyPackageIsInTheTable() {
        var present = ALL.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1).replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());

        assertThat(Stream.concat(MAY_USE.keySet().stream(), EVERYTHING)).containsExactlyInAnyOrderElementsOf(present);
    }

    /** Besides those who talk, one says in settings whom the client of the object store shall believe. */
    @Test
    void onlyTheEdgeTalksToTheNetwork() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        own("outbound"),
                        own("tls"),
                        own("web"),
                        own("api"),
                        own("command"),
                        "dev.bulla.ctlog.check",
                        "dev.bulla.ctlog.store.s3")
                .and()
                .haveNameNotMatching(".*\\.(StoreWiring|ObjectStore(\\$.*)?)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "javax.net..")
                .check(ALL);
    }

    /**
     * Where no secret is compared with what a stranger sent, the time of a comparison tells nothing. The client of the object
     * store signs what it sends, and verifies nothing.
     */
    @Test
    void noSecretIsComparedWithWhatAStrangerSent() {
        noClasses()
                .that()
                .resideOutsideOfPackages(own("signing"), "dev.bulla.ctlog.store.s3")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .check(ALL);
    }

    @Test
    void theAuthorityUsesTheLogsPublicPackageAndNoneBelowIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bulla.ctlog.*..")
                .check(ALL);
    }

    @Test
    void theLogKnowsNothingOfTheAuthority() {
        noClasses()
                .that()
                .resideInAPackage("dev.bulla.ctlog..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "..")
                .check(ALL);
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    private static String own(String name) {
        return ROOT + "." + name + "..";
    }

    private static String[] allowed(String name) {
        var used = Stream.of(MAY_USE.getOrDefault(name, "").split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.contains(".") ? word + ".." : own(word));
        return Stream.concat(Stream.of(own(name), "java..", "javax..", "org.jspecify.."), used)
                .toArray(String[]::new);
    }
}
