/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.token.VerifiedTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Fulcio v1.8.8 made of many odd claims of every type of issuer. How it was recorded stands in
 * {@code identity/claims/README.md}.
 */
record RecordedClaims(Map<String, JsonNode> claims, List<Case> cases) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A token that differs from the good one of its issuer, and what came of it.
     *
     * @param change JSON by claim; {@code null} takes the claim away
     * @param says   what the extensions say, by number, where it is something else than with the good token
     */
    record Case(
            String issuer,
            @Nullable Map<String, @Nullable String> change,
            @Nullable String name,
            @Nullable Map<Integer, String> says,
            @Nullable String message) {

        boolean isGood() {
            return change == null;
        }

        String what() {
            return issuer + " " + change;
        }
    }

    static RecordedClaims read() {
        try (var file = RecordedClaims.class.getResourceAsStream("/identity/claims/fulcio-v1.8.8.json")) {
            return JSON.readerFor(RecordedClaims.class)
                    .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the recorded answers", e);
        }
    }

    VerifiedToken token(Case recorded) {
        var json = new LinkedHashMap<String, String>();
        claims.get(recorded.issuer()).forEachEntry((claim, value) -> json.put(claim, value.toString()));
        if (recorded.change() != null) {
            recorded.change().forEach((claim, value) -> {
                if (value == null) {
                    json.remove(claim);
                } else {
                    json.put(claim, value);
                }
            });
        }
        return VerifiedTokens.of(json.entrySet().stream()
                .map(entry -> JSON.writeValueAsString(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** The answer to the token that lacks this claim, which is the good one if that never had it. */
    Case without(String claim, Case recorded) {
        var sameIssuer = cases.stream()
                .filter(other -> other.issuer().equals(recorded.issuer()))
                .toList();
        var missing = new HashMap<String, @Nullable String>();
        missing.put(claim, null);
        return sameIssuer.stream()
                .filter(other -> missing.equals(other.change()))
                .findFirst()
                .orElseGet(() -> sameIssuer.getFirst());
    }

    /** The extensions of the certificate by number. */
    Map<Integer, String> extensions(Case recorded) {
        var all = new TreeMap<Integer, String>();
        cases.stream()
                .filter(other -> other.isGood() && other.issuer().equals(recorded.issuer()))
                .forEach(good -> all.putAll(good.says()));
        if (recorded.says() != null) {
            all.putAll(recorded.says());
        }
        all.values().removeIf(String::isEmpty);
        return all;
    }
}
