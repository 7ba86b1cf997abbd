/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigstoreEnvelopeTest {
    private static final String PASSWORD = "correct horse";
    private static final byte[] SALT = "thirty-two bytes of salt, roughly".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONCE = "twenty-four bytes nonce.".getBytes(StandardCharsets.US_ASCII);

    private final TestKey key = TestKeys.p256();

    @ParameterizedTest
    @ValueSource(strings = {"ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY"})
    void opensTheKeysOfCosign(String label) throws IOException {
        var text = Bytes.utf8(TestKey.pem(label, envelope(32768).getBytes(StandardCharsets.UTF_8)));

        assertThat(PrivateKeyText.read(text, PASSWORD).getEncoded())
                .isEqualTo(key.privateKey().getEncoded());
    }

    @Test
    void staysClosedForAnotherPassword() {
        var envelope = SigstoreEnvelope.read(envelope(32768).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> envelope.open("wrong"))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageStartingWith("encrypted: decryption failed");
    }

    @ParameterizedTest
    @CsvSource({
        "\"N\":32768, \"N\":1073741824, unsupported scrypt parameters",
        "\"r\":8, \"r\":1024, unsupported scrypt parameters",
        "\"p\":1, \"p\":2, unsupported scrypt parameters",
        "\"scrypt\", \"argon2\", unknown kdf name",
        "nacl/secretbox, aes, unknown cipher name"
    })
    void takesOnlyTheCostsThatTheToolsWrite(String right, String wrong, String finding) {
        var json = envelope(32768).replace(right, wrong);

        var refused = catchThrowableOfType(
                UnusableKeyException.class,
                () -> SigstoreEnvelope.read(json.getBytes(StandardCharsets.UTF_8))
                        .open(PASSWORD));

        assertThat(refused.finding()).isEqualTo("encrypted: " + finding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"kdf\":{\"name\":[\"scrypt\"]}}", "}{"})
    void refusesWhatIsNoEnvelope(String json) {
        assertThatThrownBy(() -> SigstoreEnvelope.read(json.getBytes(StandardCharsets.UTF_8))
                        .open(PASSWORD))
                .isInstanceOf(UnusableKeyException.class);
    }

    private String envelope(int cost) {
        var secret = SCrypt.generate(PASSWORD.getBytes(StandardCharsets.UTF_8), SALT, cost, 8, 1, 32);
        var box = closed(secret, NONCE, key.privateKey().getEncoded());
        return """
                {"kdf":{"name":"scrypt","params":{"N":%d,"r":8,"p":1},"salt":"%s"},
                 "cipher":{"name":"nacl/secretbox","nonce":"%s"},"ciphertext":"%s"}
                """.formatted(cost, base64(SALT), base64(NONCE), base64(box));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] closed(byte[] key, byte[] nonce, byte[] content) {
        var stream = new XSalsa20Engine();
        stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        var padded = new byte[32 + content.length];
        System.arraycopy(content, 0, padded, 32, content.length);
        stream.processBytes(padded, 0, padded.length, padded, 0);
        var mac = new Poly1305();
        mac.init(new KeyParameter(Arrays.copyOf(padded, 32)));
        mac.update(padded, 32, content.length);
        mac.doFinal(padded, 16);
        return Arrays.copyOfRange(padded, 16, padded.length);
    }

    /** The example of the NaCl paper, section 10: firstkey, nonce, message and the boxed message. */
    @Test
    void opensTheBoxOfThePaper() {
        // given
        var hex = HexFormat.of();
        var secret = hex.parseHex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
        var nonce = hex.parseHex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
        var message = hex.parseHex("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc"
                + "e5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
                + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde"
                + "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
                + "5e0705");
        var box = hex.parseHex("f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce"
                + "48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972"
                + "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
                + "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
                + "7973f622a43d14a6599b1f654cb45a74e355a5");

        // then
        assertThat(SecretBox.open(secret, nonce, box))
                .hasValueSatisfying(it -> assertThat(it).isEqualTo(message));
        box[40] ^= 1;
        assertThat(SecretBox.open(secret, nonce, box)).isEmpty();
        assertThat(SecretBox.open(secret, nonce, new byte[15])).isEmpty();
        assertThat(SecretBox.open(secret, new byte[23], box)).isEmpty();
    }
}
