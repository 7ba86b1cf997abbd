/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.ConfigurationCheck;
import dev.bulla.ca.issuance.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla config check}: what a start would say, and what a token would get. */
@Command(
        name = "check",
        description = "Says what is wrong with an issuer configuration, and what a token would get under it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "With a token its issuer is asked for its keys, as the server would ask. With claims nobody is asked: they"
                    + " count as if the issuer had just signed them, for us unless they name an audience.",
            "",
            "Exits with 0 if all is well, 1 if the token would get no certificate, 78 if the server would not start.",
            "",
            "Example:",
            "  bulla config check issuers.yaml",
            "  bulla config check issuers.yaml --token-file token.jwt",
            "  bulla config check issuers.yaml --claims claims.json --json"
        })
final class ConfigCheckCommand implements Callable<Integer> {
    private static final int LARGEST = 1024 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE|DIR", description = "the configuration, as config-path names it")
    private Path path = Path.of("");

    @ArgGroup
    private @Nullable Question question;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    /** Whom to decide about. */
    static final class Question {
        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                description = "a token; other users of this machine may see it here, so prefer a file")
        private @Nullable String token;

        @Option(names = "--token-file", paramLabel = "FILE", description = "file with a token; - for standard input")
        private @Nullable String tokenFile;

        @Option(
                names = "--claims",
                paramLabel = "FILE",
                description = "file with the claims of a token as a JSON object; - for standard input")
        private @Nullable String claims;
    }

    @Override
    public Integer call() throws IOException {
        var check = new ConfigurationCheck(path, System.getenv(), InstantSource.system());
        var decision = check.errors().isEmpty() ? decision(check) : Optional.<DecisionText>empty();
        var out = spec.commandLine().getOut();
        out.print(json ? json(check, decision) : text(check, decision));
        out.flush();
        if (!check.errors().isEmpty()) {
            return ExitCode.CONFIGURATION;
        }
        return decision.filter(made -> !made.issued()).isPresent() ? ExitCode.FAILED : ExitCode.OK;
    }

    private Optional<DecisionText> decision(ConfigurationCheck check) throws IOException {
        return question == null ? Optional.empty() : Optional.of(DecisionText.of(answer(check, question)));
    }

    private static Decision answer(ConfigurationCheck check, Question question) throws IOException {
        if (question.claims != null) {
            return check.onClaims(object(content(question.claims)));
        }
        var token = question.token != null ? question.token : content(String.valueOf(question.tokenFile));
        return check.onToken(token.strip());
    }

    private static String object(String text) {
        try {
            if (JsonMapper.shared().readTree(text).isObject()) {
                return text;
            }
        } catch (JacksonException e) {
            throw new CommandFailedException("the claims are not JSON: " + e.getOriginalMessage());
        }
        throw new CommandFailedException("the claims are not a JSON object");
    }

    private static String content(String file) throws IOException {
        try (var stream = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            var content = stream.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new CommandFailedException("more than 1 MiB cannot be a token");
            }
            return new String(content, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("there is no file " + file);
        }
    }

    private String text(ConfigurationCheck check, Optional<DecisionText> decision) {
        var text = new StringBuilder();
        check.errors().forEach(error -> text.append("error: ").append(error).append('\n'));
        check.warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        var trust = check.trust();
        text.append(path)
                .append(check.errors().isEmpty() ? ": a server would start" : ": a server would not start")
                .append(" (issuers: ")
                .append(trust.issuers().size())
                .append(", patterns: ")
                .append(trust.metaIssuers().size())
                .append(")\n");
        decision.ifPresent(made -> text.append(made.text()));
        return text.toString();
    }

    private static String json(ConfigurationCheck check, Optional<DecisionText> decision) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("errors", check.errors());
        fields.put("warnings", check.warnings());
        fields.put("issuers", check.trust().issuers().size());
        fields.put("patterns", check.trust().metaIssuers().size());
        decision.ifPresent(made -> fields.put("decision", made.fields()));
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(fields) + "\n";
    }
}
