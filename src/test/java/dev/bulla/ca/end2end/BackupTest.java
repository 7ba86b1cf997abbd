/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.TrustedRootReader;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.LogExport;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a server that issues while its keys are replaced, and servers that are made of them. */
@Timeout(300)
class BackupTest {
    /** Of all that was issued, so many are looked up. */
    private static final int LOOKED_UP = 25;

    @TempDir
    private static Path shared;

    private static BackedUpServer original;

    @TempDir
    private Path folder;

    @BeforeAll
    static void live() throws Exception {
        original = new BackedUpServer(shared.toRealPath());
        original.live();
    }

    @AfterAll
    static void stop() {
        original.close();
    }

    private Path data() {
        return folder.resolve("restored");
    }

    /** The anchor is no part of a backup: it comes by another way. */
    private void bringAnchor() throws IOException {
        copy(original.data().resolveSibling("data.anchor"), folder.resolve("restored.anchor"));
    }

    private CommandRun restore(Path backup, String... more) {
        var arguments = new ArrayList<>(List.of("restore", backup.toString(), "--data", data().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private void assertRefused(CommandRun run, String... because) {
        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains(because);
        assertThat(run.out()).isEmpty();
        assertThat(data()).doesNotExist();
    }

    @Test
    void eachBackupIsOfOneMomentWhateverWasReplacedMeanwhile() throws Exception {
        assertThat(original.backups()).hasSizeGreaterThan(2);
        for (var backup : original.backups()) {
            original.expectOfOneMoment(backup);
        }
    }

    @Test
    void theNewestBackupGoesOnElsewhere() throws Exception {
        bringAnchor();

        var restored = restore(original.late());

        assertThat(restored.err()).isEmpty();
        assertThat(restored.out()).contains("restored: " + data(), "log:      localhost/log, ", "serve.yaml");
        try (var server = original.start(data(), original.authorityIn(original.late()));
                var logs = new Logs(server)) {
            var root = trustedRoot(server);
            for (var chain : some(original.issued())) {
                logs.expectFound(chain);
                expectTrusted(chain, root);
            }
            logs.first().proveConsistency(original.seen(), logs.first().head());
            logs.expectFound(original.issue(server));
            Requests.until(() -> text(data().resolve("audit.jsonl")).contains("\"event\":\"restore\""));
        }
        assertThat(text(data().resolve("audit.jsonl")))
                .startsWith(text(original.late().resolve("data/audit.jsonl")));
        assertThat(CommandRun.of("log", "fsck", data().toString()).exit()).isZero();
    }

    @Test
    void aBackupThatIsOlderThanTheAnchorIsRefusedAndItsLogsEndWhereThatIsWanted() throws Exception {
        bringAnchor();
        assertRefused(restore(original.early()), "must not go on from the backup", "remembers", "--end-log");
        assertRefused(restore(original.early(), "--newest"), "must not go on from the backup");
        var anchor = files(folder.resolve("restored.anchor"));

        var restored = restore(original.early(), "--end-log");

        assertThat(restored.err()).isEmpty();
        assertThat(restored.out()).contains(", ends here", "another log with a new key within seconds");
        try (var server = original.start(data(), original.authorityIn(original.early()))) {
            Requests.until(() -> original.issues(server));
            var root = trustedRoot(server);
            try (var logs = new Logs(server)) {
                for (var chain : some(original.inEarly())) {
                    logs.expectFound(chain);
                }
                logs.first().proveConsistency(original.seen(), logs.first().head());
                for (var chain : some(original.issued())) {
                    expectTrusted(chain, root);
                }
                var chain = original.issue(server);
                logs.expectFound(chain);
                assertThat(original.issued()).noneMatch(old -> log(old).equals(log(chain)));
                expectTrusted(chain, trustedRoot(server));
            }
        }
        againFromABackupOfThat();
        // What they remember is still the proof of what there was.
        assertThat(files(folder.resolve("restored.anchor"))).containsAll(anchor);
        assertThat(CommandRun.of("log", "fsck", data().toString()).exit()).isZero();
    }

    /** Its anchor knows more than it has, and that is as it should be. */
    private void againFromABackupOfThat() {
        var backup = folder.resolve("again").toString();
        assertThat(CommandRun.of("backup", backup, "--data", data().toString()).exit())
                .isZero();
        var again = CommandRun.of(
                "restore",
                backup,
                "--data",
                folder.resolve("third").toString(),
                "--log-anchor",
                folder.resolve("restored.anchor").toString());
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains(", ended");
    }

    @Test
    void whatAKilledServerPromisedAndDidNotPublishIsNotLeftOut() throws Exception {
        bringAnchor();
        assertThat(restore(original.late()).exit()).isZero();
        Path killed;
        try (var server = original.start(data(), original.authorityIn(original.late()))) {
            killed = caughtBetweenPromiseAndPublication(server);
        }

        var run = CommandRun.of("backup", folder.resolve("backup").toString(), "--data", killed.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("its server was killed, or cannot publish");
        assertThat(folder.resolve("backup")).doesNotExist();
    }

    /** A copy of the data folder as a power cut would leave it. */
    private Path caughtBetweenPromiseAndPublication(TestServer server) throws IOException {
        var export =
                new LogExport(Crypto.fastest().provider(), new LogExport.Options(Optional.empty(), 1, (_, _) -> {}));
        for (var i = 0; ; i++) {
            var caught = folder.resolve("caught-" + i);
            original.issue(server);
            try {
                copy(data(), caught);
            } catch (NoSuchFileException _) {
                continue; // It got its name, or another came in its place, while others were copied.
            }
            var log = new DataFolder(caught).log(new DataFolder(caught).shards().getLast());
            var published =
                    Long.parseLong(Files.readAllLines(log.resolve("checkpoint")).get(1));
            if (export.promised(log) > published) {
                return caught;
            }
        }
    }

    @Test
    void withoutItsAnchorSomebodyMustSayThatTheLogIsTheNewest() {
        assertRefused(restore(original.late()), "there is no anchor", "--newest", "--end-log");
        assertThat(restore(original.late(), "--newest", "--end-log").exit()).isEqualTo(2);

        var restored = restore(original.late(), "--newest");

        assertThat(restored.err()).isEmpty();
        assertThat(folder.resolve("restored.anchor")).isDirectory();
        assertThat(CommandRun.of("log", "fsck", data().toString()).exit()).isZero();
        assertThat(restore(original.late(), "--newest").err()).contains("is there already");
    }

    @Test
    void aLogThatWasMadeAfterTheBackupIsNotForgotten() throws IOException {
        bringAnchor();
        Files.copy(
                folder.resolve("restored.anchor").resolve(firstLog()),
                folder.resolve("restored.anchor").resolve("2031"));

        assertRefused(restore(original.late()), "2031 remembers a log that is not in the backup");
        assertRefused(restore(original.late(), "--end-log"), "2031 remembers a log that is not in the backup");
    }

    private static String firstLog() throws IOException {
        return new DataFolder(original.data()).shards().getFirst();
    }

    @Test
    void everyFileWithAByteThatChangedIsNamedAndNothingIsMade() throws IOException {
        var backup = folder.resolve("backup");
        copy(original.early(), backup);
        var random = new Random(8);
        for (var name : files(backup)) {
            var file = backup.resolve(name);
            var sound = Files.readAllBytes(file);
            if (sound.length > 0) {
                var damaged = sound.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                var what = name.equals("SHA256SUMS") ? "" : "  " + name + ": is not what was backed up";
                assertRefused(restore(backup, "--newest"), "the backup is damaged, and nothing was made of it", what);
                Files.write(file, sound);
            }
        }
        assertThat(restore(backup, "--newest").exit()).isZero();
    }

    /** Whoever can write to a backup can write its hashes, too. */
    @Test
    void aLogWhoseNameLeadsElsewhereIsRefused() throws Exception {
        var backup = folder.resolve("backup");
        copy(original.late(), backup);
        var about = backup.resolve("backup.json");
        Files.writeString(
                about, text(about).replace("\"name\" : \"" + firstLog() + "\"", "\"name\" : \"../elsewhere\""));
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(about)));
        var sums = backup.resolve("SHA256SUMS");
        Files.writeString(sums, text(sums).replaceAll("[0-9a-f]{64}(?=  backup\\.json\n)", hash));

        assertRefused(restore(backup, "--newest"), "\"../elsewhere\" is no name of a log");
    }

    @Test
    void whatIsMissingOrWasPutThereIsNamed() throws IOException {
        var backup = folder.resolve("backup");
        copy(original.early(), backup);
        for (var name : files(backup)) {
            var away = folder.resolve("away");
            Files.move(backup.resolve(name), away);
            assertRefused(restore(backup, "--newest"), name);
            Files.move(away, backup.resolve(name));
        }
        Files.writeString(backup.resolve("data/keys/log-2031.pem"), "mine");

        assertRefused(restore(backup, "--newest"), "data/keys/log-2031.pem: was not backed up, somebody put it there");
        assertRefused(restore(folder.resolve("nothing")), "is no backup");
    }

    @Test
    void noServerTakesWhatARestoreLeftHalfDone() throws IOException {
        var data = new DataFolder(data());
        Files.createDirectories(data.path());
        Files.createFile(data.unfinishedRestore());

        assertThatThrownBy(() -> original.start(data(), original.authorityIn(original.late())))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("a restore did not come to its end");
        assertThat(files(data())).containsExactly("restore.unfinished");
        assertThat(restore(original.late(), "--newest").err())
                .contains("holds what a restore left that did not come to its end");
        assertThat(CommandRun.of("log", "create", "--data", data().toString()).err())
                .contains("a restore did not come to its end");
    }

    @Test
    void whatFailsMidwayLeavesNothing() throws IOException {
        // The log's anchor cannot be written, which is found out when the log is there.
        Files.createDirectories(
                folder.resolve("restored.anchor").resolve(firstLog() + ".new").resolve("in the way"));

        var run = restore(original.late(), "--newest");

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(data()).doesNotExist();
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndNoBackupIsLeft() throws IOException {
        var data = folder.resolve("data");
        copy(original.data(), data);
        var loop = data.resolve("public/loop");
        Files.createSymbolicLink(loop, loop);

        var run = CommandRun.of("backup", folder.resolve("backup").toString(), "--data", data.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(loop.toString()).hasLineCount(1);
        assertThat(folder.resolve("backup")).doesNotExist();
        assertThat(folder.resolve("backup.making")).doesNotExist();
    }

    /** A limit on the size of a file fails a write in the middle, as a full disk does. */
    @Test
    void aWriteThatFailsLeavesNoBackup() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 8 && exec \"$@\"",
                        "sh",
                        java,
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.bulla.ca.Main",
                        "backup",
                        folder.resolve("backup").toString(),
                        "--data",
                        original.data().toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(2);
        assertThat(said).contains("it cannot be read or written: ", "File too large");
        assertThat(folder.resolve("backup")).doesNotExist();
        assertThat(folder.resolve("backup.making")).doesNotExist();
    }

    @Test
    void keysAreForTheirOwnerAloneOrLeftOut() throws IOException {
        var with = folder.resolve("with");
        var without = folder.resolve("without");
        var settings = original.settings().toString();

        var made = CommandRun.of("backup", with.toString(), "--config", settings);
        var bare = CommandRun.of("backup", without.toString(), "--config", settings, "--without-keys");

        assertThat(made.out()).contains("private keys: keep this folder as safe as the server", "intermediate-key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(with)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(with.resolve("data/keys/log-" + firstLog() + ".pem"))))
                .isEqualTo("rw-------");
        assertThat(bare.out()).contains("keys:   none", "private keys, as was asked");
        assertThat(files(without)).noneMatch(name -> name.contains("-key.pem") || name.contains("/keys/"));
        assertThat(CommandRun.of("backup", with.toString(), "--config", settings)
                        .err())
                .contains("is there already; each backup has a folder of its own");
        assertThat(CommandRun.of("backup", original.data().resolve("backup").toString(), "--config", settings)
                        .err())
                .contains("lies in the data folder");
    }

    private static List<List<String>> some(List<List<String>> all) {
        var step = Math.max(1, all.size() / LOOKED_UP);
        var some = new ArrayList<List<String>>();
        for (var i = 0; i < all.size(); i += step) {
            some.add(all.get(i));
        }
        some.add(all.getLast());
        return some;
    }

    private static SignedCertificateTimestamp timestamp(List<String> chain) {
        try {
            var leaf = AnswerFields.parse(chain.getFirst()).getEncoded();
            return TimestampList.inCertificate(leaf).orElseThrow().timestamps().getFirst();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String log(List<String> chain) {
        return timestamp(chain).logId().toString();
    }

    /** As a verifier asks, who has never seen the log. */
    private static void expectTrusted(List<String> chain, TrustedRoot root) {
        var timestamp = timestamp(chain);
        var moment = Instant.ofEpochMilli(timestamp.timestamp());
        assertThat(root.ctlogs())
                .filteredOn(log -> log.logId().equals(Bytes.of(timestamp.logId().toBytes())))
                .singleElement()
                .satisfies(log -> assertThat(isBelieved(log, moment)).isTrue());
    }

    private static boolean isBelieved(LogInstance log, Instant moment) {
        return log.validity().start().filter(start -> start.isAfter(moment)).isEmpty()
                && log.validity().end().filter(end -> end.isBefore(moment)).isEmpty();
    }

    private static TrustedRoot trustedRoot(TestServer server) throws Exception {
        return TrustedRootReader.read(server.send(HttpRequest.newBuilder(server.http("/trust/trusted_root.json"))
                        .build())
                .body());
    }

    /** Whoever reads all the logs of a server. */
    private static final class Logs implements AutoCloseable {
        private final List<LogVisitor> visitors = new ArrayList<>();

        Logs(TestServer server) {
            var all = server.http("/log").toString();
            try (var list = new LogVisitor(all)) {
                list.json("/log_list.v3.json")
                        .path("operators")
                        .path(0)
                        .path("tiled_logs")
                        .forEach(log -> visitors.add(new LogVisitor(all
                                + log.path("submission_url")
                                        .asString()
                                        .replaceAll("^.*?/log", "")
                                        .replaceAll("/$", ""))));
            }
        }

        LogVisitor first() {
            return visitors.getFirst();
        }

        void expectFound(List<String> chain) {
            var visitor = visitors.stream()
                    .filter(it -> it.key().id().toString().equals(log(chain)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no log of " + log(chain)));
            var promised = visitor.promise(chain);
            assertThat(visitor.proveInclusion(promised.leaf(), visitor.head()))
                    .isEqualTo(promised.timestamp().extensions().leafIndex().orElseThrow());
        }

        @Override
        public void close() {
            visitors.forEach(LogVisitor::close);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Path top) throws IOException {
        try (var files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> top.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
