/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ctlog.ObjectStore.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCredentialsTest {
    private final TestClock clock = new TestClock();

    @TempDir
    private Path folder;

    @Test
    void theDefaultSectionOfAFileCountsAndIsReadAgainAsTimeGoesBy() throws IOException {
        var file = write("""
                [other]
                aws_access_key_id = no
                [default]
                # aws_access_key_id = no
                aws_access_key_id = first
                aws_secret_access_key=s=1
                """);
        var credentials = StoreCredentials.of(Optional.of(file), Map.of(), clock);
        assertThat(credentials.get()).isEqualTo(new Credentials("first", "s=1", Optional.empty()));

        write("[default]\naws_access_key_id=second\naws_secret_access_key=2\naws_session_token=t\n");
        assertThat(credentials.get().keyId()).isEqualTo("first");
        clock.forward(Duration.ofSeconds(30));

        assertThat(credentials.get()).isEqualTo(new Credentials("second", "2", Optional.of("t")));
    }

    @Test
    void aFileThatIsGoneOrBrokenLaterChangesNothing() throws IOException {
        var file = write("aws_access_key_id=first\naws_secret_access_key=1\n");
        var credentials = StoreCredentials.of(Optional.of(file), Map.of(), clock);

        write("aws_access_key_id=second\n");
        clock.forward(Duration.ofMinutes(1));
        assertThat(credentials.get().keyId()).isEqualTo("first");
        Files.delete(file);
        clock.forward(Duration.ofMinutes(1));
        assertThat(credentials.get().keyId()).isEqualTo("first");
    }

    @Test
    void aStartSaysWhatIsMissing() throws IOException {
        var half = write("aws_secret_access_key=secret-text\n");

        refused(Optional.of(half), "has no aws_access_key_id and aws_secret_access_key in its section default");
        refused(Optional.of(folder.resolve("none")), "cannot be read: java.nio.file.NoSuchFileException");
        refused(Optional.empty(), "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void theUsualVariablesWillDo() {
        var environment = Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret-text");

        var credentials =
                StoreCredentials.of(Optional.empty(), environment, clock).get();

        assertThat(credentials.secret()).isEqualTo("secret-text");
        assertThat(credentials.toString()).isEqualTo("key id");
    }

    private void refused(Optional<Path> file, String why) {
        assertThatThrownBy(() -> StoreCredentials.of(file, Map.of(), clock))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .asString()
                                .contains("log-s3-credentials", why)
                                .doesNotContain("secret-text"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("credentials"), text);
    }
}
