/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulla.ca.bench.Prepared;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.PemText;
import dev.bulla.ca.x509.PemWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Whole requests as they go over the wire, each with a key and a token of its own. */
public final class SigningRequests {
    private static final int SIZES_DIFFER = 64;

    private final Target target;
    private final Identities identities;
    private final List<RequestKind> mix;
    private final KeyType keyType;
    private final Crypto crypto = Crypto.fastest();

    /** What a request asks for, and what an answer to it has to say. */
    public record Expected(Bytes publicKey, Identities.Claimed identity) {}

    public SigningRequests(Target target, Identities identities, List<RequestKind> mix, KeyType keyType) {
        this.target = target;
        this.identities = identities;
        this.mix = List.copyOf(mix);
        this.keyType = keyType;
    }

    /** Makes so many beforehand. */
    public Prepared prepare(Path folder, int count) throws IOException, InterruptedException {
        var largest = 0;
        for (var i = 0; i < mix.size(); i++) {
            largest = Math.max(largest, make(i).length);
        }
        return Prepared.make(folder, count, largest + SIZES_DIFFER, this::make);
    }

    /**
     * The same requests for another authority, word for word but for the lines that name it.
     *
     * @param others that were made for one with the same identities
     */
    public Prepared prepareAs(Prepared others, Path folder) throws IOException, InterruptedException {
        var largest = 0;
        for (var i = 0; i < Math.min(mix.size(), others.count()); i++) {
            largest = Math.max(largest, addressed(bodyOf(others.get(i))).length);
        }
        return Prepared.make(
                folder, others.count(), largest + SIZES_DIFFER, number -> addressed(bodyOf(others.get(number))));
    }

    private static byte[] bodyOf(byte[] request) {
        var text = new String(request, US_ASCII);
        return Arrays.copyOfRange(request, text.indexOf("\r\n\r\n") + "\r\n\r\n".length(), request.length);
    }

    byte[] make(int number) {
        return addressed(body(number));
    }

    private byte[] addressed(byte[] body) {
        var head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(target.path(), target.host(), body.length)
                .getBytes(US_ASCII);
        var request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    private byte[] body(int number) {
        var keys = keyType.generate(crypto);
        var credentials = Map.of("oidcIdentityToken", identities.token(number));
        return JsonMapper.shared()
                .writeValueAsBytes(
                        kind(number) == RequestKind.CSR
                                ? Map.of("credentials", credentials, "certificateSigningRequest", signingRequest(keys))
                                : Map.of("credentials", credentials, "publicKeyRequest", challenge(keys, number)));
    }

    private Map<String, Object> challenge(KeyPair keys, int number) {
        var text = identities.of(number).challenge().getBytes(UTF_8);
        return Map.of(
                "publicKey",
                Map.of(
                        "algorithm",
                        keyType.protocolName(),
                        "content",
                        PemWriter.text("PUBLIC KEY", keys.getPublic().getEncoded())),
                "proofOfPossession",
                Base64.getEncoder().encodeToString(keyType.sign(keys, text, crypto)));
    }

    private String signingRequest(KeyPair keys) {
        try {
            var key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
            var signer = new JcaContentSignerBuilder(keyType.signature())
                    .setProvider(crypto.signature(keyType.signature()).getProvider())
                    .build(keys.getPrivate());
            var request = new PKCS10CertificationRequestBuilder(new X500Name("CN=practice"), key).build(signer);
            var pem = PemWriter.text("CERTIFICATE REQUEST", request.getEncoded());
            return Base64.getEncoder().encodeToString(pem.getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("a fresh key can sign", e);
        }
    }

    /** What an answer to this request must say, read from the request itself. */
    Expected expected(int number, byte[] request) {
        var text = new String(request, US_ASCII);
        var body = JsonMapper.shared().readTree(text.substring(text.indexOf("\r\n\r\n")));
        var pem = kind(number) == RequestKind.CSR
                ? new String(
                        Base64.getDecoder()
                                .decode(body.path("certificateSigningRequest").asString()),
                        US_ASCII)
                : body.path("publicKeyRequest")
                        .path("publicKey")
                        .path("content")
                        .asString();
        var content = new PemText(Bytes.utf8(pem)).next().orElseThrow().content();
        var key = kind(number) == RequestKind.CSR ? keyOf(content) : content;
        return new Expected(key, identities.of(number));
    }

    private static Bytes keyOf(Bytes signingRequest) {
        try {
            var request = new PKCS10CertificationRequest(signingRequest.array());
            return Bytes.of(request.getSubjectPublicKeyInfo().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("a request of our own making", e);
        }
    }

    private RequestKind kind(int number) {
        return mix.get(number % mix.size());
    }
}
