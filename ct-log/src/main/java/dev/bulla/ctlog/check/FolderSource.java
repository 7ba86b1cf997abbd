/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A log in a folder. */
public record FolderSource(Path folder) implements LogSource {

    @Override
    public Optional<Bytes> read(String path) throws UnreadableException {
        var file = folder.resolve(path);
        if (Files.isDirectory(file)) {
            return Optional.empty();
        }
        try (var content = Files.newInputStream(file)) {
            return Optional.of(Bytes.view(content.readNBytes(LARGEST + 1)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public List<String> list(String name) throws UnreadableException {
        var top = folder.resolve(name);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        var files = new ArrayList<String>();
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(folder.relativize(file).toString().replace('\\', '/'));
                    return FileVisitResult.CONTINUE;
                }

                // An open log removes partial tiles meanwhile.
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw unreadable(top, e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static UnreadableException unreadable(Path path, IOException cause) {
        return new UnreadableException(path + " cannot be read: " + cause, cause);
    }
}
