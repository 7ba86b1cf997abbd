/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import com.sun.net.httpserver.HttpServer;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * An OpenID Connect issuer to try Bulla with. It needs a JDK and nothing else:
 * <pre>
 *   java config/DevelopmentIssuer.java serve            answers on http://127.0.0.1:9901 until it is stopped
 *   java config/DevelopmentIssuer.java token [ADDRESS]  prints a token for the address, good for an hour
 * </pre>
 * Its key lies in target/development-issuer.der, below the folder it is started in.
 */
public class DevelopmentIssuer {
    private static final String URL = "http://127.0.0.1:9901";
    private static final Path KEY = Path.of("target", "development-issuer.der");

    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "serve" -> serve(key());
            case "token" -> System.out.println(token(key(), arguments.length > 1 ? arguments[1] : "ada@example.com"));
            default -> System.err.println("usage: java config/DevelopmentIssuer.java serve | token [ADDRESS]");
        }
    }

    private static void serve(RSAPrivateCrtKey key) throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 9901), 0);
        answer(server, "/.well-known/openid-configuration",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"id_token_signing_alg_values_supported\":[\"RS256\"]}"
                        .formatted(URL, URL));
        answer(server, "/keys",
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"development\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(number(key.getModulus()), number(key.getPublicExponent())));
        server.start();
        System.out.println("issuing as " + URL);
    }

    private static void answer(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            var body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String token(RSAPrivateCrtKey key, String address) throws Exception {
        var now = Instant.now().getEpochSecond();
        var claims = "{\"iss\":\"%s\",\"aud\":\"sigstore\",\"sub\":\"development\",\"email\":\"%s\",\"email_verified\":true,\"iat\":%d,\"exp\":%d}"
                .formatted(URL, address, now, now + 3600);
        var signed = text("{\"alg\":\"RS256\",\"kid\":\"development\",\"typ\":\"JWT\"}") + "." + text(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64url(signature.sign());
    }

    private static RSAPrivateCrtKey key() throws Exception {
        if (!Files.exists(KEY)) {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            Files.createDirectories(KEY.getParent());
            Files.write(KEY, generator.generateKeyPair().getPrivate().getEncoded());
        }
        var encoded = new PKCS8EncodedKeySpec(Files.readAllBytes(KEY));
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(encoded);
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        return base64url(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String text(String json) {
        return base64url(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
