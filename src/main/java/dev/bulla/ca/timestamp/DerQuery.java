/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.tsp.MessageImprint;

/**
 * Reads a TimeStampReq (RFC 3161, section 2.4.1), field by field in their order: the library's own reader takes them in any, and
 * passes over what it does not know.
 */
final class DerQuery {
    private static final int EXTENSIONS = 0;
    private static final int FEWEST = 2;

    private final ASN1Sequence fields;
    private int next;

    private DerQuery(ASN1Sequence fields) {
        this.fields = fields;
    }

    static TimestampQuery read(byte[] body, int length) {
        try {
            var fields = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(Arrays.copyOf(body, length)));
            return new DerQuery(fields).query();
        } catch (RefusedQueryException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Parsers throw whatever they stumble over.
            throw malformed();
        }
    }

    private TimestampQuery query() {
        if (fields.size() < FEWEST) {
            throw malformed();
        }
        var version = ASN1Integer.getInstance(fields.getObjectAt(next++));
        if (!version.hasValue(1)) {
            throw RefusedQueryException.unsupported(
                    "the query has version " + shown(version.getValue()) + ": send one of version 1");
        }
        var imprint = imprint(ASN1Sequence.getInstance(fields.getObjectAt(next++)));
        var policy = optional(ASN1ObjectIdentifier.class).map(ASN1ObjectIdentifier::getId);
        var nonce = optional(ASN1Integer.class).map(ASN1Integer::getValue);
        var certificates = optional(ASN1Boolean.class).map(ASN1Boolean::isTrue).orElse(false);
        requireNothingElse();
        return new TimestampQuery(imprint, policy, nonce, certificates);
    }

    private static MessageImprint imprint(ASN1Sequence sequence) {
        var imprint = MessageImprint.getInstance(sequence);
        var algorithm = imprint.getHashAlgorithm();
        ImprintHash.of(algorithm.getAlgorithm()).requireLength(imprint.getHashedMessageLength());
        var parameters = algorithm.getParameters();
        if (parameters != null && !parameters.toASN1Primitive().equals(DERNull.INSTANCE)) {
            throw RefusedQueryException.malformed("the hash algorithm has parameters: leave them out, or send NULL");
        }
        return imprint;
    }

    private <T> Optional<T> optional(Class<T> type) {
        if (next < fields.size() && type.isInstance(fields.getObjectAt(next))) {
            return Optional.of(type.cast(fields.getObjectAt(next++)));
        }
        return Optional.empty();
    }

    /** RFC 3161 wants a query refused that has an extension nobody here knows, and nobody here knows any. */
    private void requireNothingElse() {
        if (next == fields.size()) {
            return;
        }
        if (fields.getObjectAt(next) instanceof ASN1TaggedObject tagged
                && tagged.hasContextTag(EXTENSIONS)
                && next + 1 == fields.size()) {
            throw RefusedQueryException.unsupported("the query has extensions, and none is known: leave them out");
        }
        throw malformed();
    }

    private static String shown(BigInteger version) {
        return version.bitLength() < Long.SIZE ? version.toString() : "of " + version.bitLength() + " bits";
    }

    private static RefusedQueryException malformed() {
        return RefusedQueryException.malformed(
                "the body is no TimeStampReq: send one as RFC 3161, section 2.4.1, has it, in DER and nothing else");
    }
}
