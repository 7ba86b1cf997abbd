/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSeenTest {
    @TempDir
    private Path folder;

    @Test
    void isTheSameForTheSameContentHoweverOftenItWasWritten() throws IOException {
        var file = Files.writeString(folder.resolve("a.yaml"), "a");
        var before = FilesSeen.at(file);

        Files.writeString(file, "a");

        assertThat(FilesSeen.at(file)).isEqualTo(before);
    }

    @Test
    void noticesAFileOfAFolderThatChangesComesOrGoes() throws IOException {
        var first = Files.writeString(folder.resolve("a.yaml"), "a");
        var one = FilesSeen.at(folder);

        var second = Files.writeString(folder.resolve("b.yaml"), "b");
        var two = FilesSeen.at(folder);
        Files.writeString(second, "c");
        var changed = FilesSeen.at(folder);
        Files.delete(first);
        var gone = FilesSeen.at(folder);

        assertThat(one).isNotEqualTo(two);
        assertThat(two).isNotEqualTo(changed);
        assertThat(changed).isNotEqualTo(gone);
    }

    /** As a cluster mounts a configuration: files are symlinks into a folder that is a symlink itself. */
    @Test
    void noticesASymlinkThatTurns() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("..1")).resolve("a.yaml"), "a");
        Files.writeString(Files.createDirectory(folder.resolve("..2")).resolve("a.yaml"), "b");
        var data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
        var before = FilesSeen.at(folder);

        Files.delete(data);
        Files.createSymbolicLink(data, Path.of("..2"));

        var after = FilesSeen.at(folder);
        assertThat(after).isNotEqualTo(before);
        assertThat(after.digests()).containsOnlyKeys(folder.resolve("a.yaml"));
    }

    @Test
    void namesWhatHasNothingInIt() throws IOException {
        var none = folder.resolve("none");

        assertThat(FilesSeen.at(none).empty()).containsExactly(none);
        assertThat(FilesSeen.at(folder).empty()).containsExactly(folder);

        var blank = Files.writeString(folder.resolve("a.yaml"), " \n");
        var other = Files.writeString(folder.resolve("b.yaml"), "é");
        assertThat(FilesSeen.at(folder).empty()).containsExactly(blank);
        assertThat(FilesSeen.at(other).empty()).isEmpty();
    }
}
