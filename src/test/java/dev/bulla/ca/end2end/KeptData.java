/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The state of a server of some version with what it had promised, as it is kept with the tests.
 *
 * <p>In it are {@code data} and {@code data.anchor} as the server left them, the chains that it issued below {@code issued}, the checkpoint of
 * each log below {@code seen}, and {@code kept.properties}. No private key is kept: those of logs are made again of what they are called.
 */
record KeptData(Path folder) {
    private static final Path ALL = Path.of("test/resources/data-of");
    private static final String PROPERTIES = "kept.properties";

    /** Every folder that was ever kept, packed. */
    static List<Path> packed() throws IOException {
        try (var files = Files.list(ALL)) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        }
    }

    static Path packed(String version, String kind) throws IOException {
        return Files.createDirectories(ALL).resolve(version + "-" + kind + ".zip");
    }

    DataFolder data() {
        return new DataFolder(folder.resolve("data"));
    }

    /**
     * Puts a log's private key where a server looks for it: a number that anybody can work out, so it protects nothing.
     *
     * @param version that made the log, or is to make it
     */
    void putKey(String version, String log) throws IOException {
        var curve = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
        var phrase = "the log %s of a data folder that Bulla %s left".formatted(log, version);
        var number = new BigInteger(1, Sha256.of(phrase.getBytes(StandardCharsets.UTF_8)))
                .mod(curve.getN().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        var point = curve.getG().multiply(number).normalize().getEncoded(false);
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
        var key = new PrivateKeyInfo(algorithm, new ECPrivateKey(256, number, new DERBitString(point), null));
        var file = data().logKey(log);
        Files.createDirectories(file.getParent());
        Files.writeString(file, TestKey.pem("PRIVATE KEY", key.getEncoded()));
    }

    /** How the server was started, and what time it was when it stopped. */
    record Kept(String version, Map<String, String> flags, Instant stopped) {}

    Kept kept() throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve(PROPERTIES))) {
            properties.load(in);
        }
        var flags = properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("flag."))
                .collect(Collectors.toMap(name -> name.substring("flag.".length()), properties::getProperty));
        return new Kept(properties.getProperty("version"), flags, Instant.parse(properties.getProperty("stopped")));
    }

    void keep(Kept kept, List<List<String>> issued) throws IOException {
        var lines = kept.flags().entrySet().stream()
                .map(flag -> "flag.%s=%s%n".formatted(flag.getKey(), flag.getValue()))
                .sorted()
                .collect(Collectors.joining());
        Files.writeString(
                folder.resolve(PROPERTIES),
                "version=%s%nstopped=%s%n%s".formatted(kept.version(), kept.stopped(), lines));
        var chains = Files.createDirectories(folder.resolve("issued"));
        for (var i = 0; i < issued.size(); i++) {
            Files.writeString(
                    chains.resolve(i + ".pem"),
                    issued.get(i).stream().map(pem -> pem.strip() + "\n").collect(Collectors.joining()));
        }
        var seen = Files.createDirectories(folder.resolve("seen"));
        for (var log : data().shards()) {
            Files.copy(data().log(log).resolve("checkpoint"), seen.resolve(log));
        }
    }

    /** The chains that the server issued, each as a list of certificates in PEM. */
    List<List<String>> issued() throws IOException {
        try (var files = Files.list(folder.resolve("issued"))) {
            return files.sorted().map(KeptData::chain).toList();
        }
    }

    private static List<String> chain(Path file) {
        try {
            return List.of(Files.readString(file).split("(?<=-----END CERTIFICATE-----\n)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] seen(String log) throws IOException {
        return Files.readAllBytes(folder.resolve("seen").resolve(log));
    }

    /** Packs everything but private keys and locks. Files are cut off where only zeros follow: a journal has room for millions of entries. */
    void pack(Path zip) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                var name = folder.relativize(file).toString();
                if (!name.startsWith("data/keys/") && !name.matches(".*/lock(\\.holder)?")) {
                    var entry = new ZipEntry(name);
                    entry.setComment(String.valueOf(Files.size(file)));
                    out.putNextEntry(entry);
                    out.write(withoutZeros(Files.readAllBytes(file)));
                }
            }
        }
    }

    private static byte[] withoutZeros(byte[] content) {
        var end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(content, end);
    }

    static KeptData unpacked(Path zip, Path folder) throws IOException {
        try (var packed = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(packed.entries())) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, packed.getInputStream(entry).readAllBytes());
                try (var whole = new RandomAccessFile(file.toFile(), "rw")) {
                    whole.setLength(Long.parseLong(entry.getComment()));
                }
            }
        }
        return new KeptData(folder);
    }
}
