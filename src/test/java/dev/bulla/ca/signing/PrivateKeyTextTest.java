/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.testing.OpenSsl;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as OpenSSL writes them, plain and in every encryption that is read. */
class PrivateKeyTextTest {
    private static final String PASSWORD = "tÿpisch-geheim";
    private static final String EC = "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem";
    private static final String RSA = "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem";

    @TempDir
    private Path folder;

    private OpenSsl openSsl;

    @BeforeEach
    void writePassword() throws IOException {
        openSsl = new OpenSsl(folder);
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                "-algorithm EC -pkeyopt ec_paramgen_curve:P-384",
                "-algorithm EC -pkeyopt ec_paramgen_curve:P-521",
                "-algorithm RSA -pkeyopt rsa_keygen_bits:2048",
                "-algorithm RSA -pkeyopt rsa_keygen_bits:3072",
                "-algorithm ED25519"
            })
    void readsPlainKeysAndWorksOutTheirPublicKeys(String kind) {
        openSsl.run("genpkey " + kind + " -out key.pem");

        assertThat(publicKey("key.pem", "not looked at")).isEqualTo(expectedPublicKey());
    }

    @Test
    void readsPlainKeysInTheirOldForms() {
        openSsl.run(EC);
        openSsl.run("ec -in key.pem -out old.pem");
        assertThat(text("old.pem")).startsWith("-----BEGIN EC PRIVATE KEY-----");
        assertThat(publicKey("old.pem", "")).isEqualTo(expectedPublicKey());

        openSsl.run(RSA);
        openSsl.run("rsa -traditional -in key.pem -out old.pem");
        assertThat(text("old.pem")).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(publicKey("old.pem", "")).isEqualTo(expectedPublicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-aes128", "-aes192", "-aes256", "-des3", "-des -provider legacy -provider default"})
    void readsOldFormsWithTheirOldEncryption(String cipher) {
        openSsl.run(EC);
        openSsl.run("ec -in key.pem -out old.pem -passout file:password " + cipher);
        assertThat(text("old.pem")).contains("DEK-Info: ");
        assertThat(publicKey("old.pem", PASSWORD)).isEqualTo(expectedPublicKey());

        openSsl.run(RSA);
        openSsl.run("rsa -traditional -in key.pem -out old.pem -passout file:password " + cipher);
        assertThat(text("old.pem")).contains("DEK-Info: ");
        assertThat(publicKey("old.pem", PASSWORD)).isEqualTo(expectedPublicKey());
        assertThat(finding("old.pem", "wrong"))
                .isEqualTo("failed to decrypt legacy PEM block: x509: decryption password incorrect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v2 aes-128-cbc -v2prf hmacWithSHA1",
                "-v2 aes-192-cbc -v2prf hmacWithSHA256",
                "-v2 aes-256-cbc -v2prf hmacWithSHA256",
                "-v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000",
                "-v2 des3 -v2prf hmacWithSHA1",
                "-v2 aes-256-cbc -scrypt"
            })
    void readsModernEncryption(String how) {
        openSsl.run(EC);
        openSsl.run("pkcs8 -topk8 -in key.pem -out encrypted.pem -passout file:password " + how);

        assertThat(publicKey("encrypted.pem", PASSWORD)).isEqualTo(expectedPublicKey());
        assertThat(finding("encrypted.pem", "wrong"))
                .isEqualTo("failed to decrypt and parse encrypted private key: pkcs8: incorrect password");
        assertThat(finding("encrypted.pem", ""))
                .isEqualTo("failed to decrypt and parse encrypted private key: pkcs8: incorrect password");
    }

    @ParameterizedTest
    @CsvSource({
        "-v1 PBE-SHA1-3DES, only PBES2 supported",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512, unsupported hash function",
        "-v2 camellia-256-cbc, unsupported cipher (OID: 1.2.392.200011.61.1.1.1.4)"
    })
    void saysWhichEncryptionItDoesNotRead(String how, String finding) {
        openSsl.run(EC);
        openSsl.run("pkcs8 -topk8 -in key.pem -out encrypted.pem -passout file:password " + how);

        assertThat(finding("encrypted.pem", PASSWORD))
                .isEqualTo("failed to decrypt and parse encrypted private key: pkcs8: " + finding);
    }

    @Test
    void readsKeysWhoseHashParametersAreMalformedAsOneToolWritesThem() {
        // given
        openSsl.run(EC);
        openSsl.run("pkcs8 -topk8 -outform DER -in key.pem -out encrypted.der -passout file:password");
        var right = HexFormat.of().formatHex(bytes("encrypted.der"));
        var wrong = right.replace("06082a864886f70d02090500", "06082a864886f70d02090000");
        assertThat(wrong).isNotEqualTo(right);

        // when
        var pem = TestKey.pem("ENCRYPTED PRIVATE KEY", HexFormat.of().parseHex(wrong));

        // then
        assertThat(publicKey(Bytes.utf8(pem), PASSWORD)).isEqualTo(expectedPublicKey());
    }

    @Test
    void countsTheFirstBlockOnly() {
        openSsl.run("ecparam -genkey -name prime256v1 -out key.pem");

        assertThat(finding("key.pem", "")).isEqualTo("unknown private key PEM file type: EC PARAMETERS");
        assertThat(publicKey(
                        Bytes.utf8("a key\n" + text("key.pem").replaceFirst("(?s).*PARAMETERS-----\n", "")
                                + "-----BEGIN X-----\n"),
                        ""))
                .isEqualTo(expectedPublicKey());
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() {
        // given
        var key = TestKeys.p256().privateKey().getEncoded();
        key[20] ^= 0x55;

        // then
        assertThat(refusal(Bytes.utf8("secret"), "").finding()).isEqualTo("PEM decoding failed");
        assertThat(refusal(Bytes.utf8(TestKey.pem("X", key)), "").finding())
                .isEqualTo("unknown private key PEM file type: X");
        for (var label : new String[] {
            "PRIVATE KEY",
            "EC PRIVATE KEY",
            "RSA PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY",
            "ENCRYPTED SIGSTORE PRIVATE KEY"
        }) {
            var damaged = Bytes.utf8(TestKey.pem(label, Arrays.copyOf(key, 40)));
            assertThat(refusal(damaged, "geheim")).hasNoCause().message().doesNotContain("geheim");
        }
    }

    /** Well-formed as far as it goes, with something missing that a reader could take for granted. */
    @ParameterizedTest
    @CsvSource({
        "PRIVATE KEY, ''",
        "EC PRIVATE KEY, ''",
        "RSA PRIVATE KEY, ''",
        "ENCRYPTED PRIVATE KEY, ''",
        "ENCRYPTED SIGSTORE PRIVATE KEY, ''",
        // a curve that is not named, and one that nobody knows
        "EC PRIVATE KEY, 300702010104024242",
        "EC PRIVATE KEY, 300e02010104024242a00506032a0304",
        // PBES2 without parameters, then PBKDF2 and scrypt without theirs
        "ENCRYPTED PRIVATE KEY, 3011300b06092a864886f70d01050d04024242",
        "ENCRYPTED PRIVATE KEY, 302d302706092a864886f70d01050d301a300b06092a864886f70d01050c"
                + "300b060960864801650304012a04024242",
        "ENCRYPTED PRIVATE KEY, 303f303906092a864886f70d01050d302c300b06092b06010401da47040b"
                + "301d060960864801650304012a04104242424242424242424242424242424204024242",
        // more rounds than an int holds
        "ENCRYPTED PRIVATE KEY, 305d305706092a864886f70d01050d304a302906092a864886f70d01050c301c0404424242420206"
                + "424242424242300c06082a864886f70d02090500301d060960864801650304012a0410"
                + "4242424242424242424242424242424204024242",
        // AES-256-CBC without an initial vector
        "ENCRYPTED PRIVATE KEY, 3046304006092a864886f70d01050d3033302406092a864886f70d01050c30170404424242420201"
                + "01300c06082a864886f70d02090500300b060960864801650304012a04024242"
    })
    void refusesWhatLacksAPart(String label, String der) {
        var text = Bytes.utf8(TestKey.pem(label, HexFormat.of().parseHex(der)));

        assertThat(refusal(text, "geheim")).isNotNull();
    }

    @Test
    void refusesKindsOfKeyThatNoCaHas() {
        for (var kind : new String[] {"X25519", "Ed448"}) {
            var pem = TestKey.pem(
                    "PRIVATE KEY", TestKeys.unusual(kind).privateKey().getEncoded());
            assertThat(refusal(Bytes.utf8(pem), "").finding()).isEqualTo("unsupported private key type");
        }
    }

    private byte[] expectedPublicKey() {
        return openSsl.run("pkey -in key.pem -pubout -outform DER");
    }

    private byte[] publicKey(String file, String password) {
        return publicKey(Bytes.of(bytes(file)), password);
    }

    private static byte[] publicKey(Bytes text, String password) {
        try {
            return SignerKey.of(PrivateKeyText.read(text, password)).publicKey().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String finding(String file, String password) {
        return refusal(Bytes.of(bytes(file)), password).finding();
    }

    private static UnusableKeyException refusal(Bytes text, String password) {
        return catchThrowableOfType(
                UnusableKeyException.class, () -> SignerKey.of(PrivateKeyText.read(text, password)));
    }

    private String text(String file) {
        return new String(bytes(file), StandardCharsets.US_ASCII);
    }

    private byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
