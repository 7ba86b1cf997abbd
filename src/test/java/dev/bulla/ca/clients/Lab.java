/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import dev.bulla.ca.clients.rekor.Envelopes;
import dev.bulla.ca.clients.rekor.RekorServer;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.DocumentWriter;
import dev.bulla.ca.sigstore.SigningConfig;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.tuf.KeyHolders;
import dev.bulla.ca.tuf.TufRepository;
import dev.bulla.ca.tuf.TufSigner;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * All that a client of Sigstore needs, on this machine and behind TLS: our server with its log and its time stamps, a Rekor, and
 * issuers that vouch for whom a test names. A client is told of it by files that the server shows.
 */
public final class Lab implements AutoCloseable {
    /** One for all, so that a client that runs can go from one lab to the next. */
    private static final TlsPki PKI = new TlsPki("lab");

    private final Path folder;

    private final TufSigner tufOffline = TufSigner.of(KeyKind.P256.generate(Crypto.fastest()));
    private final LabIssuers issuers;
    private final RekorServer rekor;
    private final TestServer server;
    private final URI url;

    /** What the log of certificates says in its promises. */
    public enum LeafIndex {
        ON,
        OFF
    }

    private Lab(Path folder, LeafIndex leafIndex, Envelopes envelopes) throws IOException {
        this.folder = folder;
        issuers = LabIssuers.start(folder);
        Files.writeString(tlsRoot(), PKI.rootPem());
        PKI.server().write(folder);
        var crypto = Crypto.fastest();
        rekor = RekorServer.start(
                PKI.serverContext(PKI.server()), KeyKind.P256.generate(crypto), envelopes, crypto.complete());
        var port = freePort();
        url = URI.create("https://localhost:" + port);
        server = TestServer.start(folder, issuers.trust(), InstantSource.system(), settings(port, leafIndex));
        for (var name : List.of("trusted_root.json", "signing_config.v0.2.json", "trust_config.json")) {
            Files.write(folder.resolve(name), get("/trust/" + name));
        }
    }

    /**
     * Starts everything.
     *
     * @param folder for all that it writes
     */
    public static Lab start(Path folder, LeafIndex leafIndex) {
        return start(folder, leafIndex, Envelopes.AS_ENVELOPES);
    }

    /** @param envelopes how Rekor records what clients of before the summer of 2026 ask for */
    public static Lab start(Path folder, LeafIndex leafIndex, Envelopes envelopes) {
        try {
            return new Lab(folder, leafIndex, envelopes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(int port, LeafIndex leafIndex) throws IOException {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("public-url", url.toString()),
                Map.entry("tls-certificate", folder.resolve("tls.crt").toString()),
                Map.entry("tls-key", folder.resolve("tls.key").toString()),
                Map.entry("grpc-on-http-port", "true"),
                Map.entry("tsa", "ephemeral"),
                Map.entry("log-leaf-index", Boolean.toString(leafIndex == LeafIndex.ON)),
                Map.entry("trust-merge", rekorDocuments()));
    }

    private String rekorDocuments() throws IOException {
        var instance = rekor.instance();
        var service = new SigningConfig.Service(
                rekor.url().toString(), 2, instance.validity(), Optional.of("rekor of the lab"));
        var root = new TrustedRoot(List.of(instance), List.of(), List.of(), List.of());
        var config = new SigningConfig(List.of(), List.of(), List.of(service), List.of());
        return Files.writeString(folder.resolve("rekor_root.json"), DocumentWriter.text(root))
                + ","
                + Files.writeString(folder.resolve("rekor_config.json"), DocumentWriter.text(config));
    }

    /** Below those that systems hand out by themselves, so that nobody is given it before we listen there. */
    private static int freePort() throws IOException {
        for (var attempt = 0; attempt < 50; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException _) {
                // Somebody has it: another one.
            }
        }
        throw new IOException("of fifty ports none was free");
    }

    /** Bulla over HTTP and gRPC, {@code https://localhost:port}. */
    public URI url() {
        return url;
    }

    public URI timestamps() {
        return url.resolve("/api/v1/timestamp");
    }

    public RekorServer rekor() {
        return rekor;
    }

    public LabIssuers issuers() {
        return issuers;
    }

    /** PEM file with the root of everybody's TLS. */
    public Path tlsRoot() {
        return folder.resolve("tls-root.pem");
    }

    /** As the server shows it, like the two below. */
    public Path trustedRoot() {
        return folder.resolve("trusted_root.json");
    }

    /** The same with somebody else in it. */
    public Path trustedRoot(Believed believed) {
        return believed.write(trustedRoot());
    }

    public Path signingConfig() {
        return folder.resolve("signing_config.v0.2.json");
    }

    public Path trustConfig() {
        return folder.resolve("trust_config.json");
    }

    /** Where the server shows what {@link #makeTuf} makes. */
    public URI tuf() {
        return url.resolve("/tuf");
    }

    /**
     * Makes a TUF repository there, unless it was made, as {@code bulla trust tuf init} does but for the password of its key, which takes
     * long. Gives the file with its first root.
     */
    public Path makeTuf() {
        var root = folder.resolve("root.json");
        if (Files.exists(root)) {
            return root;
        }
        var targets = new TreeMap<String, Bytes>();
        for (var name : List.of("trusted_root.json", "signing_config.v0.2.json", "fulcio_v1.crt.pem", "ctfe.pub")) {
            targets.put(name, Bytes.of(get("/trust/" + name)));
        }
        var online = TufSigner.of(KeyKind.P256.generate(Crypto.fastest()));
        try {
            tufRepository()
                    .make(
                            new KeyHolders(List.of(tufOffline.key()), 1, online.key()),
                            new TufRepository.Signers(List.of(tufOffline), online),
                            targets,
                            Instant.now());
            return Files.write(root, get("/tuf/root.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes a second root there, with another key that keeps it fresh. */
    public void rotateTuf() {
        var online = TufSigner.of(KeyKind.P256.generate(Crypto.fastest()));
        var holders = new KeyHolders(List.of(tufOffline.key()), 1, online.key());
        var signers = new TufRepository.Signers(List.of(tufOffline), online);
        try {
            tufRepository().rotate(holders, List.of(tufOffline), signers, Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TufRepository tufRepository() {
        return new TufRepository(folder.resolve("data/tuf"));
    }

    /** What is at a path of the server. */
    public byte[] get(String path) {
        try (var client =
                HttpClient.newBuilder().sslContext(PKI.clientContext()).build()) {
            var answer = client.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        rekor.close();
        issuers.close();
    }
}
