/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Puts the next pair of a folder in the place of the one in use, which is kept.
 *
 * <p>Two files cannot be renamed at once. Each step leaves what the next one goes on from, so that after a crash all steps are taken
 * again:
 *
 * <pre>
 * step                       folder        next/         previous/
 * (before)                   key A chain A key B chain B
 * keep what is replaced      key A chain A key B chain B key A chain A
 * move the key               key B chain A       chain B key A chain A   a server cannot start here
 * move the chain             key B chain B               key A chain A
 * </pre>
 */
public record Handover(PairFolder folder) {

    /** One of them may be the last before the power is lost. */
    public interface Step {
        void run() throws IOException;
    }

    /** All steps, each of which does nothing if it was done before. */
    public List<Step> steps() {
        return List.of(this::keep, () -> move(PairFolder::key), () -> move(PairFolder::chain), this::tidy);
    }

    /** Whether the key has its place and the chain not. */
    public boolean isHalfDone() {
        return folder.next().hasChain()
                && !folder.next().hasKey()
                && folder.previous().hasChain()
                && folder.hasChain()
                && folder.previous().certificates().equals(folder.certificates());
    }

    /** Why files do not fit together: perhaps because a handover stopped halfway. */
    public static UnusableKeyException explained(UnusableKeyException why, KeyFiles files, PairFolder.Role role) {
        return PairFolder.of(files, role)
                .filter(folder -> new Handover(folder).isHalfDone())
                .map(folder -> new UnusableKeyException(
                        why.finding(),
                        "the switch to the key in %s stopped halfway: run bulla %s rotate %s --switch again"
                                .formatted(folder.next().path(), command(role), folder.path()),
                        why))
                .orElse(why);
    }

    private static String command(PairFolder.Role role) {
        return switch (role) {
            case AUTHORITY -> "ca";
            case TIMESTAMPER -> "tsa";
        };
    }

    /** Once the key was moved, what is in place is not what was in use. */
    private void keep() throws IOException {
        var previous = folder.previous();
        if (!folder.next().hasKey() || previous.hasChain()) {
            return;
        }
        var making = previous.making();
        SecretFiles.delete(making);
        var contents = new LinkedHashMap<Path, String>();
        contents.put(making.key(), text(folder.key()));
        contents.put(making.chain(), text(folder.chain()));
        SecretFiles.writeAll(making.path(), contents);
        Files.move(making.path(), previous.path(), StandardCopyOption.ATOMIC_MOVE);
        SecretFiles.sync(folder.path());
    }

    private static String text(Path file) {
        return new String(KeyFiles.read(file).array(), StandardCharsets.ISO_8859_1);
    }

    private interface Part {
        Path of(PairFolder folder);
    }

    private void move(Part part) throws IOException {
        var from = part.of(folder.next());
        if (Files.exists(from)) {
            Files.move(from, part.of(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            SecretFiles.sync(folder.path());
        }
    }

    private void tidy() throws IOException {
        SecretFiles.deleteIfEmpty(folder.next().path());
    }

    /** The key before is believed no more, so nobody is to have it. */
    public void forget() throws IOException {
        SecretFiles.delete(folder.previous());
    }
}
