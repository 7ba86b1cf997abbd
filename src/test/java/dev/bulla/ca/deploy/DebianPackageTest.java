/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.TestIssuer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package in a booted Debian 12, from the installation to the purge. */
@Tag("debian")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DebianPackageTest {
    private static final String SETTINGS = "/etc/bulla/serve.yaml";
    private static final String LOG_SETTINGS = "/etc/bulla/ct-log.yaml";
    private static final List<String> UNITS = List.of("bulla", "bulla-log");

    private final TestIssuer issuer = TestIssuer.started();

    private List<Integer> ports;
    private Path first;
    private DebianMachine machine;
    private DebianOperator operator;

    @BeforeAll
    void boot(@TempDir Path folder) throws IOException {
        assumeTrue(
                Files.exists(DebianMachine.MADE) || "true".equals(System.getenv("CI")),
                "target/systemd/debian.tar is not there: .ci/systemd makes it, as root");
        ports = freePorts(5);
        first = build("1.0-1");
        var second = build("1.1-1");
        machine = DebianMachine.booted(folder);
        machine.take(first);
        machine.take(second);
        operator = new DebianOperator(machine, ports.getFirst());
    }

    private static Path build(String version) {
        var built = DebianMachine.here("../deploy/debian/build", version).succeeds();
        return Path.of(built.said().lines().toList().getLast());
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var held = new ArrayList<ServerSocket>();
        for (var number = 0; number < count; number++) {
            held.add(new ServerSocket(0));
        }
        for (var socket : held) {
            socket.close();
        }
        return held.stream().map(ServerSocket::getLocalPort).toList();
    }

    @AfterAll
    void shutDown() throws InterruptedException {
        if (machine != null) {
            machine.powerOff();
        }
        issuer.close();
    }

    @Test
    @Order(1)
    void isWhatDebianWants() {
        var lintian = DebianMachine.here(
                "lintian", "--allow-root", "--fail-on=error,warning", "--tag-display-limit=0", first.toString());

        assertThat(lintian.said()).isEmpty();
        assertThat(lintian.exit()).isZero();
    }

    @Test
    @Order(2)
    void theSameBuildMakesTheSameBytes() throws IOException {
        var bytes = Files.readAllBytes(first);

        assertThat(Files.readAllBytes(build("1.0-1"))).isEqualTo(bytes);
    }

    @Test
    @Order(3)
    void isInstalledAndWaitsForItsOperatorWithoutAFailure() {
        machine.run("dpkg -i bulla_1.0-1_*.deb").succeeds();

        assertThat(machine.run("systemctl is-enabled bulla").said()).isEqualTo("enabled\n");
        assertThat(machine.property("bulla", "ActiveState")).isEqualTo("inactive");
        assertThat(machine.property("bulla", "ConditionResult")).isEqualTo("no");
        assertThat(machine.run("systemctl is-enabled bulla-log").said()).isEqualTo("disabled\n");
        assertThat(machine.run("stat -c '%U %a' /var/lib/bulla-log /var/lib/bulla-log.anchor")
                        .said())
                .isEqualTo("bulla-log 700\nbulla-log 700\n");
        assertThat(machine.run("systemctl --failed --plain --no-legend").said()).doesNotContain("bulla");
    }

    /** It succeeds with keys that it does not know, too, and only says so. */
    @Test
    @Order(4)
    void systemdHasNothingToSayAboutItsUnits() {
        var verified = machine.run("systemd-analyze verify --man=no bulla.service bulla-log.service");

        assertThat(verified.succeeds().said()).isEmpty();
    }

    @Test
    @Order(5)
    void itsUnitsAreExposedToAsLittleAsTheReadmeSays() {
        for (var unit : UNITS) {
            machine.run("systemd-analyze security --offline=true --no-pager --threshold=11 " + unit + ".service")
                    .succeeds();
        }
    }

    @Test
    @Order(6)
    void refusesALogWithoutANameOnceAndSaysWhere() {
        machine.run("mkdir -p /media/offline").succeeds();
        operator.types(DebianOperator.told("1. Make the authority"));

        assertThat(machine.run("systemctl start bulla").exit()).isNotZero();

        assertThat(machine.property("bulla", "ExecMainStatus")).isEqualTo("78");
        assertThat(machine.property("bulla", "NRestarts")).isEqualTo("0");
        assertThat(machine.journal("bulla"))
                .contains(SETTINGS + ":6: must be a host and a path, such as ca.example.com/log");
    }

    @Test
    @Order(7)
    void startsAndIssuesOnceItKnowsWhatItMust() {
        operator.sets(SETTINGS, "log-origin", "localhost/test-log");
        operator.sets(SETTINGS, "port", ports.get(0));
        operator.sets(SETTINGS, "grpc-port", ports.get(1));
        operator.sets(SETTINGS, "metrics-port", ports.get(2));
        operator.types(DebianOperator.told("3. Say whose tokens are trusted"));
        operator.trusts(issuer.url());

        machine.run("systemctl start bulla").succeeds();

        assertThat(machine.property("bulla", "SubState")).isEqualTo("running");
        operator.asksForACertificate(issuer.token());
        Eventually.holds(() -> operator.logSize() == 1);
    }

    @Test
    @Order(8)
    void keepsItsStateToItself() {
        var kept = machine.run("stat -c '%U %a' /var/lib/bulla /var/lib/bulla.anchor /var/lib/bulla/keys/log-*.pem");

        assertThat(kept.said()).isEqualTo("bulla 700\nbulla 700\nbulla 600\n");
        assertThat(machine.run("ps -o user= -C java").said()).isEqualTo("bulla\n");
    }

    @Test
    @Order(9)
    void readsItsIssuersAgainOnReload() {
        machine.run("systemctl reload bulla").succeeds();

        Eventually.holds(() -> machine.journal("bulla").contains("asked to read"));
        assertThat(machine.property("bulla", "SubState")).isEqualTo("running");
    }

    @Test
    @Order(10)
    void writesElsewhereOnlyWhereADropInSaysSo() {
        machine.run("install -d -o bulla -g bulla -m 700 /srv/anchor").succeeds();
        machine.run("echo 'audit-log: /srv/anchor/audit.jsonl' >> " + SETTINGS).succeeds();
        machine.run("systemctl restart bulla").succeeds();
        assertThat(operator.asks(issuer.token()).said()).contains("AUDIT_UNAVAILABLE");

        operator.edits(
                "bulla", DebianOperator.told("What the service may write to").subList(0, 2));
        machine.run("systemctl restart bulla").succeeds();

        operator.asksForACertificate(issuer.token());
        assertThat(machine.run("stat -c '%U %a' /srv/anchor/audit.jsonl").said())
                .isEqualTo("bulla 600\n");
        machine.run("sed -i '/^audit-log:/d' " + SETTINGS).succeeds();
        machine.run("systemctl revert bulla && systemctl restart bulla").succeeds();
    }

    @Test
    @Order(11)
    void comesBackByItselfWhenItIsKilledAndItsLogGoesOn() {
        machine.run("kill -KILL " + machine.property("bulla", "MainPID")).succeeds();

        Eventually.holds(() -> machine.property("bulla", "NRestarts").equals("1")
                && machine.property("bulla", "SubState").equals("running"));

        operator.asksForACertificate(issuer.token());
        Eventually.holds(() -> operator.logSize() == 3);
    }

    @Test
    @Order(12)
    void runsALogAloneAsAUserOfItsOwn() {
        var told = DebianOperator.told("A log that runs alone");
        operator.types(told.subList(0, 2));
        operator.sets(LOG_SETTINGS, "log-origin", "localhost/alone");
        operator.sets(LOG_SETTINGS, "log-accepted-roots", "/etc/bulla/log-roots.pem");
        operator.sets(LOG_SETTINGS, "port", ports.get(3));
        operator.sets(LOG_SETTINGS, "metrics-port", ports.get(4));

        operator.types(told.subList(2, told.size()));

        assertThat(machine.run("ps -o user= -C java").said().lines()).containsExactlyInAnyOrder("bulla", "bulla-log");
        operator.checks("/var/lib/bulla-log", ports.get(3));
    }

    @Test
    @Order(13)
    void goesOnAfterAnUpgrade() {
        var key = operator.logKey();

        machine.run("dpkg -i bulla_1.1-1_*.deb </dev/null").succeeds();

        assertThat(machine.run("dpkg-query -W -f '${Version}' bulla").said()).isEqualTo("1.1-1");
        assertThat(UNITS)
                .allSatisfy(
                        unit -> assertThat(machine.property(unit, "SubState")).isEqualTo("running"));
        operator.asksForACertificate(issuer.token());
        Eventually.holds(() -> operator.logSize() == 4);
        assertThat(operator.logKey()).isEqualTo(key);
        operator.checks("/var/lib/bulla", ports.getFirst());
    }

    @Test
    @Order(14)
    void aPurgeLeavesKeysAndLogAndSaysSo() {
        var key = operator.logKey();

        var purged = machine.run("dpkg --purge bulla").succeeds();

        assertThat(purged.said()).contains("/var/lib/bulla is kept", "/etc/bulla is kept");
        assertThat(operator.logKey()).isEqualTo(key);
        assertThat(machine.run("pgrep java").said()).isEmpty();
        assertThat(machine.run("find /usr /etc/systemd -iname '*bulla*'; ls " + SETTINGS)
                        .said())
                .isEqualTo("ls: cannot access '" + SETTINGS + "': No such file or directory\n");
    }
}
