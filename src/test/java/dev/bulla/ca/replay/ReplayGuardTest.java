/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.token.VerifiedTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayGuardTest {
    private static final String ISSUER = "https://issuer.example.com";

    @TempDir
    private Path data;

    private final TestClock clock = new TestClock();
    private final Heard heard = new Heard();
    private ReplayFolder folder;
    private ReplayGuard guard;

    @BeforeEach
    void open() throws IOException {
        open(100);
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    @Test
    void takesATokenOnceAndRemembersIt() {
        use(token("a"));

        assertRefused(token("a"));
        use(token("b"));
    }

    @Test
    void givesATokenBackThatBroughtNothing() {
        guard.reserve(token("a")).release();

        use(token("a"));
    }

    @Test
    void givesNothingBackThatWasConfirmed() {
        var use = guard.reserve(token("a"));
        use.of("a certificate").confirm();
        use.release();

        assertRefused(token("a"));
    }

    @Test
    void keepsATokenInFlightFromOthers() {
        var first = guard.reserve(token("a"));

        assertRefused(token("a"));
        first.release();
        use(token("a"));
    }

    @Test
    void tellsTokensApartByTheirNameOrElseByAllThatIsSigned() {
        use(token("{\"iss\": \"%s\", \"jti\": \"x\", \"exp\": %d}"));

        assertRefused(token("{\"iss\": \"%s\", \"jti\": \"x\", \"exp\": %d, \"sub\": \"other\"}"));
        use(token("{\"iss\": \"%s\", \"exp\": %d, \"sub\": \"one\"}"));
        use(token("{\"iss\": \"%s\", \"exp\": %d, \"sub\": \"two\"}"));
        use(token("{\"iss\": \"%s\", \"jti\": \"\", \"exp\": %d, \"sub\": \"one\"}"));
        assertRefused(token("{\"iss\": \"%s\", \"exp\": %d, \"sub\": \"one\"}"));
    }

    @Test
    void twoIssuersMayGiveTheSameName() {
        use(token("x"));

        use(VerifiedTokens.of("{\"iss\": \"https://other.example.com\", \"jti\": \"x\", \"exp\": %d}"
                .formatted(clock.instant().getEpochSecond() + 300)));
    }

    @Test
    void ofManyAtOnceExactlyOneSucceeds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 200; i++) {
                requests.add(() -> {
                    try {
                        use(token("a"));
                        return true;
                    } catch (RefusedException e) {
                        return false;
                    }
                });
            }
            var succeeded = 0;
            for (var answer : threads.invokeAll(requests)) {
                succeeded += answer.get() ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        }
    }

    @Test
    void remembersAfterARestart() throws IOException {
        use(token("a"));
        guard.reserve(token("in-flight"));

        reopen(100);

        assertRefused(token("a"));
        use(token("in-flight"));
    }

    @Test
    void remembersEverythingThatWasConfirmedAtOnce() throws Exception {
        reopen(2000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<String>>();
            for (int i = 0; i < 1000; i++) {
                var name = "token-" + i;
                all.add(() -> use(token(name)));
            }
            for (var one : threads.invokeAll(all)) {
                one.get();
            }
        }

        reopen(2000);

        assertThat(folder.remembered()).isEqualTo(Map.of(ISSUER, 1000));
        assertRefused(token("token-0"));
        assertRefused(token("token-999"));
    }

    @Test
    void refusesWhenItIsFullAndForgetsOnlyWhatHasExpired() throws IOException {
        reopen(2);
        use(token("a"));
        use(token("b"));

        assertUnavailable(token("c"));
        assertRefused(token("a"));
        assertThat(heard.troubles).last().isEqualTo("full");

        clock.forward(Duration.ofSeconds(300 + 299));
        assertUnavailable(token("d"));
        clock.forward(Duration.ofSeconds(2));
        use(token("d"));
        assertThat(heard.troubles).last().isEqualTo("remembered");
    }

    @Test
    void tokensInFlightTakeRoomToo() throws IOException {
        reopen(1);
        var first = guard.reserve(token("a"));

        assertUnavailable(token("b"));
        first.release();
        use(token("b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20, 43})
    void cutsOffARecordThatWasWrittenInPart(int bytes) throws IOException {
        use(token("a"));
        use(token("b"));
        folder.close();
        var whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 44 + bytes));

        open(100);

        assertRefused(token("a"));
        use(token("b"));
        reopen(100);
        assertRefused(token("b"));
    }

    @Test
    void cutsOffAnEndThatNeverReachedTheDisk() throws IOException {
        use(token("a"));
        folder.close();
        Files.write(file(), new byte[44 * 3 + 7], StandardOpenOption.APPEND);

        open(100);

        assertRefused(token("a"));
        assertThat(folder.remembered()).containsEntry(ISSUER, 1);
    }

    @Test
    void doesNotPassOverADamagedRecordInTheMiddle() throws IOException {
        use(token("a"));
        use(token("b"));
        folder.close();
        var bytes = Files.readAllBytes(file());
        bytes[bytes.length - 44 - 10] ^= 1;
        Files.write(file(), bytes);

        assertThatIOException().isThrownBy(() -> open(100)).withMessageContaining("damaged");
    }

    @Test
    void doesNotReadAnotherKindOfFile() throws IOException {
        folder.close();
        Files.writeString(file(), "something else, and long enough to hold a record or two of used tokens");

        assertThatIOException().isThrownBy(() -> open(100)).withMessageContaining("is not a file of used tokens");
    }

    @Test
    void belongsToOneServerAtATime() {
        assertThatIOException()
                .isThrownBy(() -> ReplayFolder.open(data.resolve("used"), clock, heard))
                .withMessageContaining("in use by another server");
    }

    @Test
    void keepsItsFileInProportionToWhatItRemembers() throws IOException {
        for (int i = 0; i < 5000; i++) {
            use(token("token-" + i));
            clock.forward(Duration.ofSeconds(60));
        }

        assertThat(Files.size(file())).isLessThan(44 * 1200);
        var last = token("last");
        use(last);
        reopen(100);
        assertRefused(last);
    }

    @Test
    void givesOutNothingThatCannotBeRememberedAndRecoversByItself() throws IOException {
        folder.close();
        // What is written to a closed file fails, as on a disk that is gone; a folder under the name keeps it from
        // coming back.
        var file = file();
        var empty = Files.size(file);
        Files.delete(file);
        Files.createDirectories(file.resolve("in-the-way"));

        assertUnavailableOnUse(token("a"));
        assertUnavailable(token("a"));
        assertThat(heard.troubles).contains("unwritable");

        Files.delete(file.resolve("in-the-way"));
        Files.delete(file);
        clock.forward(Duration.ofSeconds(2));
        use(token("a"));
        assertThat(heard.troubles).last().isEqualTo("remembered");
        assertThat(Files.size(file)).isEqualTo(empty + 44);
    }

    private String use(VerifiedToken token) {
        var use = guard.reserve(token);
        try {
            return use.of("a certificate").confirm();
        } finally {
            use.release();
        }
    }

    private void assertRefused(VerifiedToken token) {
        var refused = catchThrowableOfType(RefusedException.class, () -> guard.reserve(token));
        assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_REPLAYED);
    }

    private void assertUnavailable(VerifiedToken token) {
        assertThatThrownBy(() -> guard.reserve(token))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.backend()).isEqualTo(Backend.REPLAY_GUARD));
    }

    private void assertUnavailableOnUse(VerifiedToken token) {
        assertThatThrownBy(() -> use(token)).isInstanceOf(UnavailableException.class);
    }

    private void reopen(int most) throws IOException {
        folder.close();
        open(most);
    }

    private void open(int most) throws IOException {
        folder = ReplayFolder.open(data.resolve("used"), clock, heard);
        try {
            guard = folder.guard(ISSUER, most);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private Path file() throws IOException {
        try (var files = Files.list(data.resolve("used"))) {
            return files.filter(file -> file.toString().endsWith(".tokens"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A token by its name, or with these claims. */
    private VerifiedToken token(String text) {
        var claims = text.startsWith("{") ? text : "{\"iss\": \"%s\", \"jti\": \"" + text + "\", \"exp\": %d}";
        return VerifiedTokens.of(claims.formatted(ISSUER, clock.instant().getEpochSecond() + 300));
    }

    private static final class Heard implements ReplayEvents {
        private final List<String> troubles = new CopyOnWriteArrayList<>();

        @Override
        public void full(String issuer) {
            troubles.add("full");
        }

        @Override
        public void unwritable(String issuer, String why) {
            troubles.add("unwritable");
        }

        @Override
        public void remembered(String issuer) {
            troubles.add("remembered");
        }
    }
}
