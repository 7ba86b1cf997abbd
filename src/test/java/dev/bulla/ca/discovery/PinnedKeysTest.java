/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.testing.TestToken;
import dev.bulla.ca.testing.TokenKey;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.token.UnverifiedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PinnedKeysTest {
    private static final String ISSUER = "https://issuer.example";
    private static final TokenKey FIRST = TokenKey.fresh("first", "ES256");
    private static final TokenKey SECOND = TokenKey.fresh("second", "RS256");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final IssuerHealth health = new IssuerHealth(clock);
    private final List<String> told = new ArrayList<>();

    @Test
    void verifiesWithWhatTheFileHoldsWhateverItsAlgorithm() throws IOException {
        write(FIRST, SECOND);
        var keys = pinned();

        assertThat(isVerified(keys, FIRST)).isTrue();
        assertThat(isVerified(keys, SECOND)).isTrue();
        assertThat(health.isUp()).isTrue();
        assertThat(health.usableKeys()).isEqualTo(2);
    }

    @Test
    void takesOverAChangedFileWhenItIsLookedAt() throws IOException {
        write(FIRST);
        var keys = pinned();
        write(SECOND);
        assertThat(keys.current()).isSameAs(keys.current());

        keys.look();

        assertThat(isVerified(keys, SECOND)).isTrue();
        assertThat(isVerified(keys, FIRST)).isFalse();
        assertThat(told).isEqualTo(List.of("accepted"));
    }

    @Test
    void looksForTheFirstTokenThatNeedsANewerKeyAndAtMostOnceASecond() throws IOException {
        write(FIRST);
        var keys = pinned();
        assertThat(isVerified(keys, SECOND)).isFalse();
        write(FIRST, SECOND);
        assertThat(isVerified(keys, SECOND)).isFalse();

        clock.forward(Duration.ofSeconds(1));

        assertThat(isVerified(keys, SECOND)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{}", "{\"keys\": []}", "{\"keys\": [{\"kty\": \"oct\", \"k\": \"AAAA\"}]}"})
    void keepsTheOldKeysAndTellsOfAFileThatCannotBeUsed(String bad) throws IOException {
        write(FIRST);
        var keys = pinned();
        Files.writeString(file(), bad);

        keys.look();

        assertThat(isVerified(keys, FIRST)).isTrue();
        assertThat(told).last().asString().startsWith("refused the pinned keys in " + file() + " cannot be used: ");
        assertThat(health.isUp()).isFalse();
        assertThat(health.line()).startsWith("FAILING for 0 s, 1 keys, 0 s old; last error: the pinned keys");

        write(FIRST);
        keys.look();
        assertThat(told).last().isEqualTo("accepted");
        assertThat(health.isUp()).isTrue();
    }

    @Test
    void keepsTheOldKeysWhileTheFileIsGoneOrTooLarge() throws IOException {
        write(FIRST);
        var keys = pinned();

        Files.delete(file());
        keys.look();
        Files.writeString(file(), " ".repeat((1 << 20) + 1));
        keys.look();

        assertThat(told).hasSize(2).allMatch(line -> line.startsWith("refused"));
        assertThat(isVerified(keys, FIRST)).isTrue();
    }

    @Test
    void doesNotBeginWithAFileThatCannotBeUsed() throws IOException {
        assertThatThrownBy(this::pinned).isInstanceOf(IllegalArgumentException.class);
        Files.writeString(file(), "{\"keys\": []}");
        assertThatThrownBy(this::pinned)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file().toString());
    }

    private PinnedKeys pinned() {
        return PinnedKeys.read(file(), new KeySetReader(Crypto.fastest()), health, clock, new PinnedKeys.Events() {
            @Override
            public void refused(String why) {
                told.add("refused " + why);
            }

            @Override
            public void accepted() {
                told.add("accepted");
            }
        });
    }

    private Path file() {
        return folder.resolve("keys.json");
    }

    private void write(TokenKey... keys) throws IOException {
        var jwks = Map.of("keys", Arrays.stream(keys).map(TokenKey::jwk).toList());
        Files.writeString(file(), JsonMapper.shared().writeValueAsString(jwks));
    }

    private boolean isVerified(PinnedKeys keys, TokenKey by) {
        var token = UnverifiedToken.parse(
                TestToken.honest(by, ISSUER, clock.instant()).compact());
        var verifier = new TokenVerifier(ISSUER, TestToken.AUDIENCE, keys, clock);
        var refused = catchThrowableOfType(RefusedException.class, () -> verifier.verify(token));
        if (refused != null) {
            assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
        }
        return refused == null;
    }
}
