/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of ours, looked at by a checker that shares no line and no library with it. */
class IndependentCheckTest {
    private static final Path CHECKER = Path.of("src/test/python/check_log.py");
    private static final Path RECORDED = Path.of("src/test/resources/golden/tesseract");
    private static final int ENTRIES = 600;
    private static final long SEED = 20261121;

    @TempDir
    private static Path folder;

    private static LogInFolder made;
    private static final List<SignedCertificateTimestamp> PROMISES = new ArrayList<>();

    @BeforeAll
    static void fillLog() throws Exception {
        Tools.require(List.of("python3", "--version"), "install python3, in which the independent checker is written");
        made = new LogInFolder(folder);
        try (var log = made.open()) {
            for (var i = 0; i < ENTRIES; i++) {
                PROMISES.add(made.submit(log, "entry " + i));
            }
        }
        write("key.pem", pem(made.key()));
        write("promises", lines(PROMISES.stream()));
    }

    @Test
    void acceptsTheLogOfAnotherImplementation() throws Exception {
        var run = check(RECORDED, RECORDED.resolve("log-key.pem"));

        assertThat(run.said()).isEqualTo("678 entries and 0 timestamps hold\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void acceptsOurLogAndAllThatItPromised() throws Exception {
        var run = check(made.path(), folder.resolve("key.pem"), folder.resolve("promises"));

        assertThat(run.said()).isEqualTo("600 entries and 600 timestamps hold\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void doesNotAcceptALogThatIsDamaged() throws Exception {
        var random = new Random(SEED);
        for (var file : List.of("checkpoint", "tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/data/001")) {
            var copy = folder.resolve("damaged-" + file.replace('/', '-'));
            CheckedFolder.copy(made.path(), copy);
            var content = Files.readAllBytes(copy.resolve(file));
            content[random.nextInt(Math.min(content.length, 60))] ^= 1;
            Files.write(copy.resolve(file), content);

            assertThat(check(copy, folder.resolve("key.pem")).exit())
                    .as("%s, seed %d", file, SEED)
                    .isEqualTo(1);
        }
    }

    @Test
    void doesNotAcceptPromisesThatWereNotMade() throws Exception {
        var other = new LogInFolder(folder.resolve("other"));
        try (var log = other.open()) {
            write("others", lines(Stream.of(other.submit(log, "entry 0"))));
        }
        var forged = PROMISES.getFirst().encoded();
        forged[forged.length - 1] ^= 1;
        write("forged", Base64.getEncoder().encodeToString(forged) + "\n");

        assertThat(check(made.path(), folder.resolve("key.pem"), folder.resolve("others"))
                        .said())
                .isEqualTo("WRONG: log of a timestamp\n");
        assertThat(check(made.path(), folder.resolve("key.pem"), folder.resolve("forged"))
                        .said())
                .isEqualTo("WRONG: signature of the timestamp of entry 0\n");
    }

    private record Run(int exit, String said) {}

    private static Run check(Path... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", CHECKER.toString()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new ByteArrayOutputStream();
        process.getInputStream().transferTo(said);
        return new Run(process.waitFor(), said.toString(StandardCharsets.UTF_8));
    }

    private static String lines(Stream<SignedCertificateTimestamp> timestamps) {
        var lines = new StringBuilder();
        timestamps.forEach(it ->
                lines.append(Base64.getEncoder().encodeToString(it.encoded())).append('\n'));
        return lines.toString();
    }

    private static String pem(LogKey key) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.encoded()));
    }

    private static void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
