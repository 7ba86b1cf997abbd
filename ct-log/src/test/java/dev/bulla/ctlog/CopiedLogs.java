/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.bulla.ctlog.codec.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What tests of copies do again and again. */
final class CopiedLogs {
    private CopiedLogs() {}

    static LogExport exporting(LogKey key) {
        return new LogExport(LogInFolder.PROVIDER, new LogExport.Options(Optional.of(key), 2, (_, _) -> {}));
    }

    static LogImport importing(LogKey key) {
        return new LogImport(LogInFolder.PROVIDER, new LogImport.Options(key, true, 2, 10, (_, _) -> {}));
    }

    /** Where {@link LogInFolder} would have its log. */
    static LogImport.Place place(Path folder) {
        return new LogImport.Place("2026", folder.resolve("log/2026"), folder.resolve("anchor"));
    }

    static void add(LogInFolder made, CertificateLog log, int from, int to) throws InterruptedException {
        var waiting = new ArrayList<Submission>();
        for (var number = from; number < to; number++) {
            waiting.add(log.submit(
                    LogInFolder.arrays(made.chain().below(made.chain().precertificate("entry " + number)))));
        }
        for (var submission : waiting) {
            submission.await(Duration.ofSeconds(30));
        }
    }

    static Map<String, Bytes> files(Path folder) throws Exception {
        var files = new TreeMap<String, Bytes>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Bytes.view(Files.readAllBytes(path)));
            }
        }
        return files;
    }

    /** Does something with the address under which a file server that knows nothing of logs serves a folder. */
    static <T> T served(Path folder, Visit<T> visit) throws Exception {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = SimpleFileServer.createFileServer(loopback, folder.toAbsolutePath(), OutputLevel.NONE);
        server.start();
        try {
            return visit.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        } finally {
            server.stop(0);
        }
    }

    interface Visit<T> {
        T at(URI address) throws Exception;
    }
}
