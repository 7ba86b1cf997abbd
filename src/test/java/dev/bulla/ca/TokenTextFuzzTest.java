/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text in the place of a token. */
class TokenTextFuzzTest {
    private static final WholeWalk WALK = new WholeWalk();

    static Stream<Named<byte[]>> seeds() {
        var good = WALK.token("", WholeWalk.recordedClaims().get("email"));
        return Stream.of(
                Seed.of("a good token", good),
                Seed.longer("a token in lines", good.replace(".", "\n.\r\n ")),
                Seed.of("a padded token", good.replace(".", "=.")),
                Seed.of("an unsigned token", good.substring(0, good.lastIndexOf('.') + 1)),
                Seed.of("an encrypted token", good + ".AAAA.AAAA"));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/fuzz/tokens.dict")
    @FuzzTest
    void endsWithACertificateOrARefusalOfTheRequest(byte[] input) {
        var _ = WALK.issue(new String(input, StandardCharsets.UTF_8));
    }
}
