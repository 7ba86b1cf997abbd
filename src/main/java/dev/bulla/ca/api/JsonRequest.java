/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.x509.Bytes;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a request for a certificate from proto3 JSON, exactly as tolerant as existing clients need it: unknown fields and
 * unknown words of an enumeration are passed over, and so is everything behind the first value. What is known is strict: a
 * field comes once, has its type and is text in UTF-8.
 */
final class JsonRequest {
    private static final int DEEPEST = 10_000;
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNameLength(RequestBody.LARGEST)
            .build();

    private static final String ONEOF = "dev.sigstore.fulcio.v2.CreateSigningCertificateRequest.key";

    private final JsonParser json;
    private final Set<JsonField> seen = EnumSet.noneOf(JsonField.class);
    private SigningMessage message = SigningMessage.EMPTY;
    private boolean hasKey;

    private JsonRequest(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads the first value among the first bytes. A body without any value is an empty message.
     *
     * @param cut whether the body went on behind these bytes
     */
    static SigningMessage read(byte[] body, int length, boolean cut) {
        if (!Utf8Json.mayBegin(body, length)) {
            throw unreadable("proto: syntax error (line 1:1): not JSON in UTF-8");
        }
        try (var json = factoryOfOneRequest().createParser(ObjectReadContext.empty(), body, 0, length)) {
            var message = new JsonRequest(json).readAll(cut);
            if (!Utf8Json.isWellFormed(body, (int) json.currentLocation().getByteOffset())) {
                throw unreadable("proto: syntax error: invalid UTF-8 in string");
            }
            return message;
        } catch (UnexpectedEndOfInputException e) {
            throw unreadable("unexpected EOF");
        } catch (JacksonException e) {
            throw unreadable("proto: syntax error" + place(e.getLocation()) + ": not valid JSON");
        }
    }

    /** A factory remembers every name it has met. Strangers choose the names, of megabytes if they like, so each request has its own. */
    private static JsonFactory factoryOfOneRequest() {
        return JsonFactory.builder().streamReadConstraints(LIMITS).build();
    }

    private SigningMessage readAll(boolean cut) {
        var first = json.nextToken();
        if (first == null && !cut) {
            return SigningMessage.EMPTY;
        }
        if (first != JsonToken.START_OBJECT) {
            throw unreadable("proto: syntax error" + here() + ": unexpected token, the request must be an object");
        }
        readMembers(JsonField.Message.REQUEST);
        return message;
    }

    private void readMembers(JsonField.Message of) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var field = of.field(name);
            if (field == null) {
                json.nextToken();
                json.skipChildren();
                continue;
            }
            if (!seen.add(field)) {
                throw faulty("duplicate field \"" + name + "\"");
            }
            var place = json.currentTokenLocation();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                claimOneof(field, name, place);
                read(field);
            }
        }
    }

    private void claimOneof(JsonField field, String name, TokenStreamLocation place) {
        if (field.isKey()) {
            if (hasKey) {
                throw unreadable("proto:" + place(place) + ": error parsing \"" + name + "\", oneof " + ONEOF
                        + " is already set");
            }
            hasKey = true;
        }
    }

    private void read(JsonField field) {
        switch (field) {
            case CREDENTIALS -> readMessage(JsonField.Message.CREDENTIALS);
            case PUBLIC_KEY_REQUEST -> readMessage(JsonField.Message.PUBLIC_KEY_REQUEST);
            case PUBLIC_KEY -> readMessage(JsonField.Message.PUBLIC_KEY);
            case ALGORITHM -> passOverEnum();
            case OIDC_IDENTITY_TOKEN -> message = message.withToken(string());
            case CONTENT -> message = message.withPublicKey(Bytes.utf8(string()));
            case PROOF_OF_POSSESSION -> message = message.withProof(bytes());
            case CERTIFICATE_SIGNING_REQUEST -> message = message.withRequest(bytes());
        }
    }

    private void readMessage(JsonField.Message type) {
        require(json.currentToken() == JsonToken.START_OBJECT);
        readMembers(type);
    }

    private String string() {
        require(json.currentToken() == JsonToken.VALUE_STRING);
        return json.getString();
    }

    private Bytes bytes() {
        try {
            return Bytes.of(ProtoBase64.decode(string()));
        } catch (IllegalArgumentException e) {
            throw wrongValue();
        }
    }

    /** The algorithm is ignored, but a number must be one that an enumeration could have. */
    private void passOverEnum() {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return;
        }
        require(json.currentToken().isNumeric());
        try {
            new BigDecimal(json.getString()).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrongValue();
        }
    }

    private void require(boolean rightType) {
        if (!rightType) {
            throw wrongValue();
        }
    }

    private RefusedException wrongValue() {
        return faulty("invalid value for field " + json.currentName());
    }

    private RefusedException faulty(String what) {
        return unreadable("proto:" + here() + ": " + what);
    }

    private String here() {
        return place(json.currentTokenLocation());
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ":" + at.getColumnNr() + ")";
    }

    private static RefusedException unreadable(String sentence) {
        return RefusedException.saying(Refusal.REQUEST_UNREADABLE, sentence);
    }
}
