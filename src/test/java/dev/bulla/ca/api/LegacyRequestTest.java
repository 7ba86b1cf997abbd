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
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyRequestTest {

    @Test
    void readsAKeyAsBytesAndTheProofAsASignedAddress() {
        var message = read("""
                {'publicKey': {'algorithm': 'ecdsa', 'content': 'MAA='}, 'signedEmailAddress': 'AAEC'}""");

        assertThat(message).isEqualTo(new SigningMessage("", bytes(), bytes(0x30, 0), bytes(0, 1, 2)));
    }

    @Test
    void keepsASigningRequestBesideAKey() {
        var message = read("{'certificateSigningRequest':'LS0t','publicKey':{'content':'AA'}}");

        assertThat(message.request()).isEqualTo(Bytes.utf8("---"));
        assertThat(message.publicKey()).isEqualTo(bytes(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "{'publicKey':null}",
                "{'certificateSigningRequest':''}",
                "{'certificateSigningRequest':null,'signedEmailAddress':'AA'}",
                "{'public_key':{},'certificate_signing_request':'AA'}",
                "{'publicKeyRequest':{'publicKey':{'content':'k'}}}"
            })
    void neitherKeyNorSigningRequestIsAKeyThatCannotBeRead(String json) {
        assertThat(refused(json).refusal()).isEqualTo(Refusal.KEY_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'publicKey':{}}", "{'publicKey':{'content':''}}", "{'publicKey':{'algorithm':null}}"})
    void anEmptyKeyIsLeftToThoseWhoJudgeKeys(String json) {
        assertThat(read(json)).isEqualTo(SigningMessage.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'ECDSA'", "'nonsense'", "''", "null"})
    void anyWordWillDoForTheAlgorithm(String algorithm) {
        assertThat(read(withAlgorithm(algorithm)).publicKey()).isEqualTo(bytes(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "true", "[]", "{}"})
    void nothingElseWillDoForTheAlgorithm(String algorithm) {
        assertThat(refused(withAlgorithm(algorithm)).refusal()).isEqualTo(Refusal.REQUEST_UNREADABLE);
    }

    private static String withAlgorithm(String json) {
        return "{'publicKey':{'algorithm':" + json + ",'content':'AA'}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'publicKey':{'content':'-----BEGIN PUBLIC KEY-----'}} | content",
                "{'publicKey':'AA'} | publicKey",
                "{'signedEmailAddress':7} | signedEmailAddress",
                "{'publicKey':{},'publicKey':null} | duplicate field \"publicKey\"",
                "{'certificateSigningRequest':'A'} | certificateSigningRequest"
            })
    void whatIsKnownIsStrict(String json, String named) {
        var refused = refused(json);

        assertThat(refused.refusal()).isEqualTo(Refusal.REQUEST_UNREADABLE);
        assertThat(refused.sentence()).startsWith("proto: (line 1:").contains(named.replace("\\", ""));
    }

    private static SigningMessage read(String json) {
        var bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return LegacyRequest.read(bytes, bytes.length, false);
    }

    private static RefusedException refused(String json) {
        var refused = catchThrowableOfType(RefusedException.class, () -> read(json));
        assertThat(refused).as("refusal of %s", json).isNotNull();
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
