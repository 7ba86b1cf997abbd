/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.Step;
import dev.bulla.ca.fault.UnavailableException;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What people read about an error, against what the servers answer over both protocols. */
class ErrorPageTest {
    private static final Pattern ANCHOR = Pattern.compile("(?m)^### (.+)\n((?:(?!^#).*\n?)*)");
    private static final Map<String, Throwable> ERRORS = errors();
    private static final Map<String, String> PAGE = page();

    private static final RunningApi API = RunningApi.with().details().start();
    private static final GrpcClient CLIENT = new GrpcClient(API.grpcPort());

    @AfterAll
    static void stop() {
        CLIENT.close();
        API.close();
    }

    @Test
    void hasAnAnchorForEachReasonAndNoOther() {
        assertThat(PAGE.keySet()).containsExactlyInAnyOrderElementsOf(ERRORS.keySet());
    }

    @Test
    void namesEveryStep() throws IOException {
        assertThat(Files.readString(Path.of("../ERRORS.md")))
                .contains(Arrays.stream(Step.values()).map(Step::words).toList());
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void anAnswerOverHttpNamesStepAndAdviceAndThePageGivesTheSameAdvice(String reason) {
        API.ca.endingAt(Step.LOG, ERRORS.get(reason));

        var info = RunningApi.json(API.sign("{}").body()).path("details").path(0);

        assertThat(info.path("reason").asString()).isEqualTo(reason);
        requireHelp(reason, texts(info.path("metadata")));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void anAnswerOverGrpcNamesThemToo(String reason) throws IOException {
        API.ca.endingAt(Step.LOG, ERRORS.get(reason));

        var info = errorInfo();

        assertThat(info.getReason()).isEqualTo(reason);
        requireHelp(reason, info.getMetadataMap());
    }

    private static void requireHelp(String reason, Map<String, String> metadata) {
        assertThat(metadata)
                .containsOnlyKeys("step", "advice", "see")
                .containsEntry("step", "logging the precertificate");
        assertThat(metadata.get("see")).isEqualTo("ERRORS.md#" + reason.toLowerCase(Locale.ROOT));
        assertThat(metadata.get("advice")).endsWith(".").doesNotContain("secret");
        assertThat(PAGE.get(reason)).contains("**" + metadata.get("advice") + "**");
    }

    private static ErrorInfo errorInfo() throws IOException {
        try {
            var _ = CLIENT.ca().createSigningCertificate(CreateSigningCertificateRequest.getDefaultInstance());
            throw new AssertionError("no error");
        } catch (StatusRuntimeException e) {
            return StatusProto.fromThrowable(e).getDetails(0).unpack(ErrorInfo.class);
        }
    }

    private static Map<String, String> texts(JsonNode metadata) {
        var texts = new HashMap<String, String>();
        metadata.forEachEntry((name, value) -> texts.put(name, value.asString()));
        return texts;
    }

    static Stream<String> reasons() {
        return ERRORS.keySet().stream().sorted();
    }

    private static Map<String, Throwable> errors() {
        var errors = new HashMap<String, Throwable>();
        for (var refusal : Refusal.values()) {
            errors.put(refusal.name(), new RefusedException(refusal, "secret"));
        }
        for (var backend : Backend.values()) {
            errors.put(backend + "_UNAVAILABLE", new UnavailableException(backend, "secret", null));
            errors.put(backend + "_FAILED", new FailedException(backend, "secret"));
        }
        errors.put("BUG", new IllegalStateException("secret"));
        return errors;
    }

    /** What stands under each anchor, on one line. */
    private static Map<String, String> page() {
        try {
            return ANCHOR.matcher(Files.readString(Path.of("../ERRORS.md")))
                    .results()
                    .collect(Collectors.toMap(
                            found -> found.group(1), found -> found.group(2).replaceAll("\\s+", " ")));
        } catch (IOException e) {
            throw new AssertionError("the page cannot be read", e);
        }
    }
}
