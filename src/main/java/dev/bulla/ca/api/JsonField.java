/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a request for a certificate in JSON. Each has two names: the one of JSON and the one of the protocol file. */
enum JsonField {
    CREDENTIALS(Message.REQUEST, "credentials", "credentials"),
    PUBLIC_KEY_REQUEST(Message.REQUEST, "publicKeyRequest", "public_key_request"),
    CERTIFICATE_SIGNING_REQUEST(Message.REQUEST, "certificateSigningRequest", "certificate_signing_request"),
    OIDC_IDENTITY_TOKEN(Message.CREDENTIALS, "oidcIdentityToken", "oidc_identity_token"),
    PUBLIC_KEY(Message.PUBLIC_KEY_REQUEST, "publicKey", "public_key"),
    PROOF_OF_POSSESSION(Message.PUBLIC_KEY_REQUEST, "proofOfPossession", "proof_of_possession"),
    ALGORITHM(Message.PUBLIC_KEY, "algorithm", "algorithm"),
    CONTENT(Message.PUBLIC_KEY, "content", "content");

    private final Message message;
    private final String name;
    private final String protoName;

    JsonField(Message message, String name, String protoName) {
        this.message = message;
        this.name = name;
        this.protoName = protoName;
    }

    /** Only one of the two may be in a message: they are one oneof. */
    boolean isKey() {
        return this == PUBLIC_KEY_REQUEST || this == CERTIFICATE_SIGNING_REQUEST;
    }

    private Stream<Map.Entry<String, JsonField>> names() {
        return Stream.of(name, protoName).distinct().map(word -> Map.entry(word, this));
    }

    /** A message and the fields it may have, by either name. */
    enum Message {
        REQUEST,
        CREDENTIALS,
        PUBLIC_KEY_REQUEST,
        PUBLIC_KEY;

        Map<String, JsonField> fields() {
            return Fields.OF.getOrDefault(this, Map.of());
        }
    }

    private static final class Fields {
        static final Map<Message, Map<String, JsonField>> OF = Arrays.stream(JsonField.values())
                .collect(Collectors.groupingBy(
                        field -> field.message,
                        Collectors.flatMapping(
                                JsonField::names,
                                Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue))));
    }
}
