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
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
 * Reads one message from proto3 JSON, exactly as tolerant as existing clients need it: unknown fields are passed over, and so is
 * everything behind the first value. What is known is strict: a field comes once, has its type and is text in UTF-8.
 *
 * @param <F> the fields of the message and of the messages in it
 */
final class ProtoJson<F extends Enum<F>> {
    private static final int DEEPEST = 10_000;

    /** The body bounds everything else. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private final JsonParser json;
    private final Set<F> seen;
    private @Nullable TokenStreamLocation nameAt;

    private ProtoJson(JsonParser json, Class<F> fields) {
        this.json = json;
        this.seen = EnumSet.noneOf(fields);
    }

    /**
     * Reads the first value among the first bytes. A body without any value is an empty message.
     *
     * @param cut     whether the body went on behind these bytes
     * @param message reads the object that the value must be
     */
    static <F extends Enum<F>> void read(
            byte[] body, int length, boolean cut, Class<F> fields, Consumer<ProtoJson<F>> message) {
        if (!Utf8Json.mayBegin(body, length)) {
            throw unreadable("proto: syntax error (line 1:1): not JSON in UTF-8");
        }
        try (var json = factoryOfOneRequest().createParser(ObjectReadContext.empty(), body, 0, length)) {
            new ProtoJson<>(json, fields).readAll(cut, message);
            if (!Utf8Json.isWellFormed(body, (int) json.currentLocation().getByteOffset())) {
                throw unreadable("proto: syntax error: invalid UTF-8 in string");
            }
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

    private void readAll(boolean cut, Consumer<ProtoJson<F>> message) {
        var first = json.nextToken();
        if (first == null && !cut) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw unreadable("proto: syntax error" + here() + ": unexpected token, the request must be an object");
        }
        message.accept(this);
    }

    /**
     * Reads the members of the message that begins here.
     *
     * @param read called with each known field that has a value, when the value is next
     */
    void object(Map<String, F> named, Consumer<F> read) {
        require(json.currentToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var field = named.get(name);
            if (field == null) {
                json.nextToken();
                json.skipChildren();
                continue;
            }
            if (!seen.add(field)) {
                throw faulty("duplicate field \"" + name + "\"");
            }
            nameAt = json.currentTokenLocation();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                read.accept(field);
            }
        }
    }

    String string() {
        require(json.currentToken() == JsonToken.VALUE_STRING);
        return json.getString();
    }

    Bytes bytes() {
        try {
            return Bytes.of(ProtoBase64.decode(string()));
        } catch (IllegalArgumentException e) {
            throw wrongValue();
        }
    }

    /** An enumeration that is ignored: any word will do, but a number must be one that an enumeration could have. */
    void passOverEnum() {
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

    /** The field that is being read would be the second of a choice of one. */
    RefusedException alreadySet(String choice) {
        return unreadable("proto:" + place(nameAt) + ": error parsing \"" + json.currentName() + "\", oneof " + choice
                + " is already set");
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
