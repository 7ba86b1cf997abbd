/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.x509.Bytes;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRequestTest {

    @Test
    void readsAPublicKeyWithItsProof() {
        var message = read("""
                {"credentials": {"oidcIdentityToken": "a.b.c"},
                 "publicKeyRequest": {
                   "publicKey": {"algorithm": "ECDSA", "content": "-----BEGIN\\nPUBLIC KEY\\u00e9"},
                   "proofOfPossession": "AAEC"}}""");

        assertThat(message)
                .isEqualTo(new SigningMessage(
                        "a.b.c", bytes(), Bytes.utf8("-----BEGIN\nPUBLIC KEY\u00e9"), bytes(0, 1, 2)));
    }

    @Test
    void readsASigningRequest() {
        var message = read("{\"certificateSigningRequest\":\"LS0tLQ==\"}");

        assertThat(message).isEqualTo(new SigningMessage("", Bytes.utf8("----"), bytes(), bytes()));
    }

    @Test
    void readsTheNamesOfTheProtocolFileToo() {
        var message = read("""
                {"credentials": {"oidc_identity_token": "t"},
                 "public_key_request": {"public_key": {"content": "k"}, "proof_of_possession": "AA"}}""");

        assertThat(message).isEqualTo(new SigningMessage("t", bytes(), Bytes.utf8("k"), bytes(0)));
        assertThat(read("{\"certificate_signing_request\":\"AA\"}").request()).isEqualTo(bytes(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\r\n",
                "{}",
                "{\"credentials\":null,\"publicKeyRequest\":null,\"certificateSigningRequest\":null}",
                "{\"credentials\":{},\"publicKeyRequest\":{\"publicKey\":{}}}",
                "{\"credentials\":{\"oidcIdentityToken\":null}}",
                "{\"Credentials\":{\"oidcIdentityToken\":\"x\"},\"publickeyrequest\":7,\"public_KeyRequest\":[]}",
                "{\"credentials\":{\"credentials\":7,\"content\":[1,{\"a\":null}]}}",
                "{\"other\":1,\"other\":{\"other\":[[]]},\"other\":null}",
                "{\"other\":\"\\ud83d\\ude00\",\"\\\\ud800\":\"\\\\ud800\"}",
                "{\"other\":-1.5e+300}"
            })
    void whatIsEmptyUnknownOrNullIsNothing(String json) {
        assertThat(read(json)).isEqualTo(SigningMessage.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ECDSA\"",
                "\"RSA\"",
                "\"\"",
                "\"ed25519\"",
                "null",
                "0",
                "3",
                "77",
                "-1",
                "1.0",
                "1e2",
                "-0",
                "2147483647",
                "-2147483648",
                "10e-1"
            })
    void anyWordAndAnyWholeNumberWillDoForTheAlgorithm(String algorithm) {
        assertThat(read(withAlgorithm(algorithm)).publicKey()).isEqualTo(Bytes.utf8("k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5", "2147483648", "-2147483649", "1e10", "1e999999999", "1e-999999999", "true", "[]", "{}"})
    void nothingElseWillDoForTheAlgorithm(String algorithm) {
        assertThat(refusal(withAlgorithm(algorithm)))
                .startsWith("proto: (line 1:")
                .contains("algorithm");
    }

    private static String withAlgorithm(String json) {
        return "{\"publicKeyRequest\":{\"publicKey\":{\"algorithm\":" + json + ",\"content\":\"k\"}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'credentials':{},'credentials':{}} | credentials",
                "{'credentials':null,'credentials':{}} | credentials",
                "{'credentials':{},'credentials':null} | credentials",
                "{'publicKeyRequest':null,'public_key_request':null} | public_key_request",
                "{'credentials':{'oidcIdentityToken':'a','oidc_identity_token':'b'}} | oidc_identity_token",
                "{'publicKeyRequest':{'publicKey':{'content':'a','content':'a'}}} | content",
                "{'certificateSigningRequest':'','certificateSigningRequest':''} | certificateSigningRequest"
            })
    void aKnownFieldComesOnce(String json, String second) {
        assertThat(refusal(json.replace('\'', '"'))).contains("duplicate field \"" + second + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'publicKeyRequest':{},'certificateSigningRequest':'AA'} | certificateSigningRequest | 1:24",
                "{'certificateSigningRequest':'','public_key_request':{}} | public_key_request | 1:33",
                "{'certificate_signing_request':'AA','publicKeyRequest':{}} | publicKeyRequest | 1:37"
            })
    void onlyOneKindOfKeyMayBeGivenEvenIfItIsEmpty(String json, String second, String place) {
        assertThat(refusal(json.replace('\'', '"')))
                .isEqualTo("proto: (line " + place + "): error parsing \"" + second
                        + "\", oneof dev.sigstore.fulcio.v2.CreateSigningCertificateRequest.key is already set");
    }

    @Test
    void aKindOfKeyThatIsNullDoesNotCount() {
        var message = read("{\"publicKeyRequest\":null,\"certificateSigningRequest\":\"AA\"}");

        assertThat(message.request()).isEqualTo(bytes(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "+/+/ | fbffbf",
                "-_-_ | fbffbf",
                "AAEC | 000102",
                "AAE= | 0001",
                "AAE | 0001",
                "AA== | 00",
                "AA | 00",
                "-_8= | fbff",
                "-_8 | fbff",
                "AB== | 00",
                "AAF= | 0001",
                "_w | ff",
                "AAAA\\nAAAA\\n\\n\\n | 000000000000",
                "AAAA\\n | 000000",
                "A\\nA\\nA\\nA\\n | 000000",
                "AAAA\\r\\nAA==\\r\\n | 00000000",
                "\\n\\n\\n\\n | ''"
            })
    void takesBase64OfEitherAlphabetWithPaddingOrWithout(String text, String hex) {
        assertThat(read(withProof(text)).proof().hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "A=",
                "AA=",
                "A===",
                "====",
                "=",
                "AAEC=",
                "AAEC====",
                "AA==AA==",
                "AAEC AAEC",
                " AAEC",
                "+_+_",
                "-/-/",
                "AA\u00e9A",
                "AA!A",
                "AA.A",
                "AAE\u20ac",
                "AA\\n==",
                "AA\\r\\n",
                "AAA\\n",
                "AAA=\\n"
            })
    void takesNoOtherBase64(String text) {
        assertThat(refusal(withProof(text))).contains("proofOfPossession").doesNotContain(text);
    }

    private static String withProof(String base64) {
        return "{\"publicKeyRequest\":{\"proofOfPossession\":\"" + base64 + "\"}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'credentials':'a.b.c'}",
                "{'credentials':[]}",
                "{'credentials':{'oidcIdentityToken':7}}",
                "{'credentials':{'oidcIdentityToken':{}}}",
                "{'publicKeyRequest':true}",
                "{'publicKeyRequest':{'publicKey':'k'}}",
                "{'publicKeyRequest':{'publicKey':{'content':['k']}}}",
                "{'publicKeyRequest':{'proofOfPossession':0}}",
                "{'certificateSigningRequest':{}}"
            })
    void aFieldHasItsType(String json) {
        assertThat(refusal(json.replace('\'', '"')))
                .startsWith("proto: (line 1:")
                .contains("invalid value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "true",
                "\"text\"",
                "x",
                "{'credentials'}",
                "{'a':1,}",
                "{,}",
                "{'a':1 'b':2}",
                "{a:1}",
                "{'a':`1`}",
                "{'a':01}",
                "{'a':+1}",
                "{'a':.5}",
                "{'a':NaN}",
                "{'a':Infinity}",
                "{'a':0x10}",
                "/* comment */{}",
                "{'a':'\t'}",
                "{'a':'\\x'}",
                "{'a':'\\u12g4'}"
            })
    void whatIsNotJsonIsRefused(String json) {
        assertThat(refusal(json.replace('\'', '"'))).startsWith("proto: syntax error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":\"", "{\"a\":[{}", "{\"credentials\":{}"})
    void whatStopsInTheMiddleIsRefused(String json) {
        assertThat(refusal(json)).isEqualTo("unexpected EOF");
    }

    @Test
    void onlyTheFirstValueCounts() {
        var message = read("{\"credentials\":{\"oidcIdentityToken\":\"t\"}} \ufffd{{{ nonsense");

        assertThat(message.token()).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credentials\":{\"oidcIdentityToken\":\"%s\"}}",
                "{\"other\":\"%s\"}",
                "{\"other\":{\"%s\":1}}",
                "{\"%s\":1}"
            })
    void textIsWholeUtf8(String template) {
        for (var half :
                new String[] {"\\ud800", "\\udc00", "\\ud800x", "\\ud800\\n", "\\ud800\\u0041", "\\udc00\\ud800"}) {
            assertThat(refusal(template.formatted(half))).startsWith("proto: syntax error");
        }
        // Each character is one byte: no byte at all, overlong, a surrogate, cut short, beyond the last character.
        for (var bytes :
                new String[] {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082", "\u00f5\u0080\u0080\u0080"
                }) {
            assertThat(refusal(template.formatted(bytes).getBytes(StandardCharsets.ISO_8859_1)))
                    .startsWith("proto: syntax error");
        }
    }

    @Test
    void whatComesBehindTheMessageNeedNotBeUtf8() {
        assertThat(read("{}\u00ff".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(SigningMessage.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsAreRefused(String charset) {
        assertThat(refusal("{\"a\":1}".getBytes(Charset.forName(charset)))).startsWith("proto: syntax error");
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThat(refusal("\ufeff{}")).startsWith("proto: syntax error");
    }

    @Test
    void unknownFieldsMayBeDeepButNotWithoutEnd() {
        assertThat(read(nested(9_999))).isEqualTo(SigningMessage.EMPTY);
        assertThat(refusal(nested(10_001))).startsWith("proto: syntax error");
        assertThat(refusal("{\"other\":" + "[".repeat(1_000_000))).startsWith("proto: syntax error");
    }

    private static String nested(int depth) {
        return "{\"other\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    @Test
    void sentencesDoNotRepeatWhatWasSent() {
        var refused = refused("{\"credentials\":{\"oidcIdentityToken\":\"secret\"},\"publicKeyRequest\":secret}");

        assertThat(refused.sentence()).doesNotContain("secret");
        assertThat(refused).hasMessageNotContaining("secret");
        assertThat(read("{\"credentials\":{\"oidcIdentityToken\":\"secret\"}}").toString())
                .doesNotContain("secret");
    }

    @Test
    void keepsNothingOfARequestOnceItIsRead() {
        var before = usedMemory();

        for (var request = 0; request < 20; request++) {
            assertThat(read("{\"" + request + "x".repeat(4_000_000) + "\":1}")).isEqualTo(SigningMessage.EMPTY);
        }

        assertThat(usedMemory() - before).as("bytes kept of 80 million").isLessThan(40_000_000);
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static SigningMessage read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static SigningMessage read(byte[] json) {
        return JsonRequest.read(json, json.length, false);
    }

    private static String refusal(String json) {
        return refused(json).sentence();
    }

    private static String refusal(byte[] json) {
        return refused(json).sentence();
    }

    private static RefusedException refused(String json) {
        return refused(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RefusedException refused(byte[] json) {
        var refused = catchThrowableOfType(RefusedException.class, () -> read(json));
        assertThat(refused).as("refusal of %s bytes", json.length).isNotNull();
        assertThat(refused.refusal()).isEqualTo(Refusal.REQUEST_UNREADABLE);
        return refused;
    }

    private static Bytes bytes(int... values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Bytes.of(bytes);
    }
}
