/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what a log answers to a submission (RFC 6962, section 4.1). As the original's client has it, the case of names
 * does not matter, the last of several equal names counts, and names we do not know are passed over. Unlike it, we want
 * whole base64, an id of 32 bytes, and version 1.
 */
final class SubmissionAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private long version;
    private @Nullable Long timestamp;
    private @Nullable String id;
    private @Nullable String extensions;
    private @Nullable String signature;

    private SubmissionAnswer() {}

    static SignedCertificateTimestamp read(Bytes body) throws UnusableAnswerException {
        try (var json = JSON.createParser(ObjectReadContext.empty(), body.array())) {
            var answer = new SubmissionAnswer();
            answer.readObject(json);
            return answer.timestamp();
        } catch (JacksonException e) {
            throw new UnusableAnswerException("it is not one JSON object with the types of a timestamp");
        } catch (InvalidInputException e) {
            throw new UnusableAnswerException(String.valueOf(e.getMessage()));
        }
    }

    private void readObject(JsonParser json) throws UnusableAnswerException {
        require(json.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName().toLowerCase(Locale.ROOT);
            json.nextToken();
            readMember(name, json);
        }
        require(json.nextToken() == null, "something follows the JSON object");
    }

    private void readMember(String name, JsonParser json) throws UnusableAnswerException {
        switch (name) {
            case "sct_version" -> version = number(name, json).orElse(version);
            case "timestamp" -> timestamp = number(name, json).orElse(timestamp);
            case "id" -> id = text(name, json).orElse(id);
            case "extensions" -> extensions = text(name, json).orElse(extensions);
            case "signature" -> signature = text(name, json).orElse(signature);
            default -> json.skipChildren();
        }
    }

    private SignedCertificateTimestamp timestamp() throws UnusableAnswerException {
        require(version == 0, "unknown SCT version " + version);
        return SignedCertificateTimestamp.ofAnswer(
                0, decoded("id", id), present("timestamp", timestamp), extensions(), decoded("signature", signature));
    }

    private byte[] extensions() throws UnusableAnswerException {
        return extensions == null ? new byte[0] : decoded("extensions", extensions);
    }

    /** Base64 with its padding and without leftovers: what it says can be said in one way only. */
    private static byte[] decoded(String name, @Nullable String text) throws UnusableAnswerException {
        try {
            var bytes = Base64.getDecoder().decode(present(name, text));
            require(Base64.getEncoder().encodeToString(bytes).equals(text), name + " is not whole base64");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new UnusableAnswerException(name + " is not base64");
        }
    }

    private static Optional<Long> number(String name, JsonParser json) throws UnusableAnswerException {
        var token = json.currentToken();
        require(token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NULL, name + " is no whole number");
        return token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(json.getLongValue());
    }

    private static Optional<String> text(String name, JsonParser json) throws UnusableAnswerException {
        var token = json.currentToken();
        require(token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL, name + " is no text");
        return token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(json.getString());
    }

    private static <T> T present(String name, @Nullable T value) throws UnusableAnswerException {
        if (value == null) {
            throw new UnusableAnswerException(name + " is missing");
        }
        return value;
    }

    private static void require(boolean right, String otherwise) throws UnusableAnswerException {
        if (!right) {
            throw new UnusableAnswerException(otherwise);
        }
    }

    /** The log said yes and sent no timestamp. The message says what is wrong, and repeats nothing of it. */
    static final class UnusableAnswerException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableAnswerException(String message) {
            super(message);
        }
    }
}
