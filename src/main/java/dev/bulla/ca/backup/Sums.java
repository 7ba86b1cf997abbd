/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The hashes of all files of a backup, in a file that {@code sha256sum -c} reads as well. */
record Sums(BackupFolder folder) {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([^\\\\\\x00-\\x1f]{1,4096})");
    private static final int MOST_NAMED = 20;

    /** Hashes everything that is there. */
    void write() throws IOException {
        try (var sums = new PrivateFolder(folder.path()).open(BackupFolder.SUMS);
                var files = Files.walk(folder.path())) {
            for (var file : (Iterable<Path>) files.filter(this::isHashed).sorted()::iterator) {
                var line = hash(file) + "  " + name(file) + "\n";
                if (!LINE.matcher(line.strip()).matches()) {
                    throw new IOException(
                            file + ": a name with a backslash or a control character cannot be written down");
                }
                PrivateFolder.write(sums, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            }
            sums.force(true);
        }
    }

    /** Refuses a backup of which a byte was changed, or in which a file is missing or more than there was. */
    void verify() throws IOException, BackupRefusedException {
        if (!Files.isRegularFile(folder.sums(), LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupRefusedException(folder.path() + ": is no backup, it has no " + BackupFolder.SUMS);
        }
        var wrong = new ArrayList<String>();
        var known = new HashSet<String>();
        try (var lines = Files.newBufferedReader(folder.sums())) {
            checkLines(lines, known, wrong);
        } catch (CharacterCodingException e) {
            wrong.add(BackupFolder.SUMS + ": is damaged: it is no text");
        }
        if (wrong.isEmpty()) {
            checkNoOthers(known, wrong);
        }
        if (!wrong.isEmpty()) {
            throw new BackupRefusedException("the backup is damaged, and nothing was made of it: take another one%n  %s"
                    .formatted(String.join(System.lineSeparator() + "  ", wrong)));
        }
    }

    private void checkLines(BufferedReader lines, HashSet<String> known, List<String> wrong) throws IOException {
        for (var line = lines.readLine(); line != null && wrong.size() < MOST_NAMED; line = lines.readLine()) {
            var parts = LINE.matcher(line);
            if (!parts.matches() || !known.add(parts.group(2)) || !isInside(parts.group(2))) {
                wrong.add(BackupFolder.SUMS + ": is damaged: line " + (known.size() + 1));
                return;
            }
            var file = folder.path().resolve(parts.group(2));
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                wrong.add(parts.group(2) + ": is missing");
            } else if (!hash(file).equals(parts.group(1))) {
                wrong.add(parts.group(2) + ": is not what was backed up");
            }
        }
    }

    private void checkNoOthers(HashSet<String> known, List<String> wrong) throws IOException {
        try (var files = Files.walk(folder.path())) {
            files.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !path.equals(folder.sums()))
                    .map(this::name)
                    .filter(name -> !known.contains(name))
                    .limit(MOST_NAMED)
                    .forEach(name -> wrong.add(name + ": was not backed up, somebody put it there"));
        }
    }

    private static boolean isInside(String name) {
        var path = Path.of(name);
        return !path.isAbsolute() && path.normalize().equals(path) && !path.startsWith("..");
    }

    private boolean isHashed(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !file.equals(folder.sums());
    }

    private String name(Path file) {
        return folder.path().relativize(file).toString();
    }

    private static String hash(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
