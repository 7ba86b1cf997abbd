/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/compose/README.md} prints, typed one after the other: its second set-up begins where the first one ends. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ComposeTest {
    private static final String HTTP = "http://localhost:8080";
    private static final String CLUSTER = "docker compose -f cluster.yaml ";
    private static final int GRPC = 8081;
    private static final int NOT_TO_BE_RELIED_ON = 4;
    private static final int REQUESTS = 5;

    private final Requester requester = new Requester();
    private ComposedSetUp setUp;
    private PrintedCommands printed;

    @BeforeAll
    void start(@TempDir Path root) throws Exception {
        assumeTrue(
                ComposedSetUp.canBeMade() || "true".equals(System.getenv("CI")),
                "Compose, Keycloak and nginx are not there: .ci/compose fetches them");
        setUp = ComposedSetUp.in(root);
        printed = PrintedCommands.of(setUp.file("README.md"));
        setUp.run("cd ../..\n" + printed.with("./prepare"));
    }

    @AfterAll
    void stop() throws Exception {
        requester.close();
        if (setUp != null) {
            setUp.close();
        }
    }

    @Test
    @Order(1)
    void secretsAreForTheirOwnerAlone() throws Exception {
        assertThat(permissions(".env")).isEqualTo("rw-------");
        assertThat(permissions("state")).isEqualTo("rwx------");
        assertThat(Files.readAllLines(setUp.file(".gitignore"))).contains(".env", "state/");
    }

    @Test
    @Order(2)
    void nothingIsPreparedTwice() throws Exception {
        var before = Files.readString(setUp.file(".env"));

        assertThat(setUp.end("./prepare")).isNotZero();
        assertThat(setUp.file(".env")).hasContent(before);
    }

    @Test
    @Order(2)
    void nothingIsLeftOfAPreparationThatFails() throws Exception {
        var prepared = setUp.end("""
                cp -r . ../without-bulla
                cd ../without-bulla
                rm -rf .env state
                BULLA_IMAGE=$WEB_IMAGE ./prepare""");

        assertThat(prepared).isNotZero();
        assertThat(setUp.file("../without-bulla/prepare")).exists();
        assertThat(setUp.file("../without-bulla/.env")).doesNotExist();
        assertThat(setUp.file("../without-bulla/state")).doesNotExist();
    }

    @Test
    @Order(3)
    void aFileIsSignedByWhomTheProviderKnows() throws Exception {
        setUp.run(printed.with("until curl"));

        signs();
        assertThat(setUp.run(printed.with(" status"))).contains("all is well", "clean");
    }

    @Test
    @Order(4)
    void twoAuthoritiesAndALogAreOneAddress() throws Exception {
        setUp.run(printed.with("-f cluster.yaml up"));
        await(HTTP + "/trust/trusted_root.json");
        await(HTTP + "/log/checkpoint");

        signs();
    }

    @Test
    @Order(5)
    void requestsGoToTheOtherAuthorityWhenOneIsStopped() throws Exception {
        setUp.run(CLUSTER + "stop authority-1");
        certificates();

        setUp.run(CLUSTER + "start authority-1");
        await(HTTP + "/trust/trusted_root.json");
        setUp.run(CLUSTER + "stop authority-2");
        certificates();
    }

    @Test
    @Order(6)
    void theLogGoesOnAfterARestart() throws Exception {
        var before = checkpoint();

        setUp.run(CLUSTER + "restart log");
        await(HTTP + "/log/checkpoint");
        certificates();

        assertThat(checkpoint().getFirst()).isEqualTo(before.getFirst());
        assertThat(Long.parseLong(checkpoint().get(1)))
                .isGreaterThanOrEqualTo(Long.parseLong(before.get(1)) + 2 * REQUESTS);
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(setUp.file(name)));
    }

    /** Signs and verifies as printed, and changes the file. */
    private void signs() throws Exception {
        setUp.run(printed.with("token=$(") + "\n" + printed.with("sign-blob"));
        setUp.run(printed.with("verify-blob"));

        Files.writeString(setUp.file("README.md"), "\nAnd more.\n", StandardOpenOption.APPEND);
        assertThat(setUp.end(printed.with("verify-blob"))).isEqualTo(NOT_TO_BE_RELIED_ON);
    }

    /** More of them than there are authorities, since each goes to the next one. */
    private void certificates() throws Exception {
        var token = setUp.run(printed.with("token=$(") + "\nprintf %s \"$token\"");
        for (var request = 0; request < REQUESTS; request++) {
            requester.hold(requester.overHttp(HTTP, token));
            requester.hold(requester.overGrpc("localhost", GRPC, token));
        }
    }

    private List<String> checkpoint() throws Exception {
        return setUp.run("curl -sf " + HTTP + "/log/checkpoint").lines().toList();
    }

    private void await(String url) throws Exception {
        setUp.run("until curl -sf -o /dev/null %s; do sleep 0.2; done".formatted(url));
    }
}
