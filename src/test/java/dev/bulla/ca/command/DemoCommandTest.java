/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {
    private static final Pattern STEP = Pattern.compile("(?m)^[1-8]\\. ");
    private static final Pattern ADVICE = Pattern.compile("(?m)^ {4}\\S.*$");
    private static final Pattern OK = Pattern.compile("(?m)^   ok$");

    @Test
    void everyStepIsShownAndOk() {
        var run = CommandRun.of("demo", "--once");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(STEP.matcher(run.out()).results()).hasSize(8);
        assertThat(OK.matcher(run.out()).results()).hasSize(8);
        assertThat(run.out())
                .contains("https://github.com/example/rocket/.github/workflows/release.yml@refs/heads/main")
                .contains("10 minutes")
                .contains("from 7 to 8 entries")
                .endsWith("All eight steps are ok.\n")
                .doesNotContain("FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        // a head that was not signed
        "7, checkpoint, '\n7\n', '\n8\n', signature",
        // a proof of something else
        "7, get-proof-by-hash, 'audit_path\":[\"', 'audit_path\":[\"AAAA', proof",
        "7, get-proof-by-hash, 'leaf_index\":0', 'leaf_index\":1', place",
        "7, get-proof-by-hash, '{\"leaf_index', '{\"no_index', place",
        "7, get-proof-by-hash, '{', '?', JSON",
        // a log that was rewritten
        "8, get-sth-consistency, 'consistency\":[\"', 'consistency\":[\"AAAA', proof",
        "8, get-sth-consistency, 'consistency', 'nothing', beginning"
    })
    void aLogThatLiesEndsTheDemoWithAFailure(int step, String page, String said, String instead, String reason) {
        try (var liar = new LyingLog(page, text -> replaced(text, said, instead))) {
            var run = run(new DemoCommand(liar::inFrontOf));

            assertThat(run.exit()).as(run.out()).isEqualTo(1);
            assertThat(run.out()).contains("   FAILED: ").doesNotContain("All eight steps");
            assertThat(run.out().substring(run.out().indexOf("FAILED"))).contains(reason);
            assertThat(run.err()).contains("step " + step + " failed");
            assertThat(OK.matcher(run.out()).results()).hasSize(step - 1);
        }
    }

    @Test
    void aLogThatDoesNotAnswerEndsTheDemoWithAFailure() {
        try (var liar = new LyingLog("checkpoint", text -> "")) {
            var run = run(new DemoCommand(liar::inFrontOf));

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("step 7 failed");
        }
    }

    @Test
    void whatItAdvisesWorksAsItStands() throws Exception {
        try (var server = DemoServer.start(new DemoServer.Ports(0, 0, 0, 0))) {
            var advice = ADVICE.matcher(DemoCommand.whatNext(server)).results().toList();

            assertThat(advice).hasSize(15);
            for (var command : advice) {
                assertThat(follow(command.group())).as(command.group()).isNotBlank();
            }
        }
    }

    /** What a command of the advice answers. What follows a pipe only shortens it. */
    private static String follow(String command) throws Exception {
        var words = command.strip().replace("'", "").split(" +", -1);
        return switch (words[0]) {
            case "./bulla" -> {
                var run = CommandRun.of(Arrays.copyOfRange(words, 1, words.length));
                assertThat(run.exit()).as(run.err()).isZero();
                yield run.out();
            }
            case "curl" -> curl(words);
            case "openssl" -> openssl(words);
            case "tail" -> Files.readString(Path.of(words[3]));
            default -> throw new AssertionError("nobody knows how to follow " + command);
        };
    }

    /** The page, and in a file if that was asked for. */
    private static String curl(String... words) throws Exception {
        var all = List.of(words);
        var url = all.stream()
                .filter(word -> word.startsWith("http:"))
                .findFirst()
                .orElseThrow();
        var connection = URI.create(url).toURL().openConnection();
        if (all.contains("--data-binary")) {
            connection.setRequestProperty("Content-Type", all.get(all.indexOf("Content-Type:") + 1));
            connection.setDoOutput(true);
            var file = Path.of(all.get(all.indexOf("--data-binary") + 1).substring(1));
            Files.copy(file, connection.getOutputStream());
        }
        try (var page = connection.getInputStream()) {
            var content = page.readAllBytes();
            if (all.contains(">")) {
                Files.write(Path.of(all.get(all.indexOf(">") + 1)), content);
            }
            return new String(content, StandardCharsets.ISO_8859_1);
        }
    }

    /** What OpenSSL says in the folder of the repository, on machines that have it. */
    private static String openssl(String... words) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .directory(Path.of("..").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return "there is no OpenSSL here";
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return "ok " + said;
    }

    @Test
    void nothingIsLeftOfIt() throws Exception {
        var server = DemoServer.start(new DemoServer.Ports(0, 0, 0, 0));
        var folder = server.folder();
        assertThat(folder.resolve("data")).isDirectory();

        server.close();

        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> URI.create(server.url() + "/healthz").toURL().openStream())
                .isInstanceOf(ConnectException.class);
    }

    /** As many characters as before where a hash begins, so that it stays a hash. */
    private static String replaced(String text, String said, String instead) {
        var at = text.indexOf(said);
        assertThat(at).as(text).isNotNegative();
        var end = instead.endsWith("AAAA") ? at + instead.length() : at + said.length();
        return text.substring(0, at) + instead + text.substring(end);
    }

    private static CommandRun run(DemoCommand command) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = new CommandLine(command)
                .setExecutionExceptionHandler(new Explained())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--once");
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
