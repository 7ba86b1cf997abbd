/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of a logged certificate. */
class IdentitiesFuzzTest {
    private static final Pattern PEM = Pattern.compile("-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----");
    private static final Path ISSUED =
            Path.of(System.getProperty("bulla.root", ".."), "ct-log/src/test/resources/golden/fulcio/issued.pem");

    static Stream<Named<byte[]>> seeds() throws IOException {
        return PEM.matcher(Files.readString(ISSUED, StandardCharsets.US_ASCII))
                .results()
                .limit(3)
                .map(block -> Base64.getMimeDecoder().decode(block.group(1)))
                .map(der -> Seed.of("issued by Fulcio", der));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void saysWhomItSpeaksForOrIsMalformed(byte[] input) {
        try {
            var identities = Identities.of(Bytes.view(input));
            assertThat(identities).hasSizeLessThanOrEqualTo(Identities.MOST).doesNotHaveDuplicates();
            assertThat(identities).allSatisfy(identity -> {
                var itself = new IdentityPattern(identity.kind(), identity.text(), false);
                assertThat(itself.matches(identity)).isTrue();
                identity.shortName()
                        .ifPresent(
                                name -> assertThat(new IdentityPattern(identity.kind(), name, false).matches(identity))
                                        .isTrue());
            });
        } catch (MalformedException _) {
            // That is what it is.
        }
    }
}
