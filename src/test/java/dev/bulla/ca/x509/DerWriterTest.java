/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are those of Bouncy Castle. */
class DerWriterTest {
    private final DerWriter out = new DerWriter(0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 126, 127, 128, 129, 254, 255, 256, 257, 65_534, 65_535, 65_536, 16_777_216})
    void writesEachLengthInItsShortestForm(int length) throws IOException {
        // given
        var content = new byte[length];

        // when
        out.element(DerWriter.OCTET_STRING, content);

        // then
        assertWritten(new DEROctetString(content));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 120, 121, 122, 123, 124, 125, 126, 127, 128, 250, 251, 252, 253, 254, 255, 65_530, 65_535})
    void makesRoomForTheLengthsOfWhatIsOpen(int length) throws IOException {
        // given
        var content = new byte[length];

        // when
        var outer = out.begin(DerWriter.SEQUENCE);
        var tagged = out.begin(DerWriter.constructed(3));
        var inner = out.begin(DerWriter.SEQUENCE);
        out.element(DerWriter.OCTET_STRING, content);
        out.end(inner);
        out.end(tagged);
        out.bool(false);
        out.end(outer);

        // then
        var sequence = new DERSequence(new DEROctetString(content));
        assertWritten(new DERSequence(new ASN1Encodable[] {new DERTaggedObject(true, 3, sequence), ASN1Boolean.FALSE}));
    }

    @Test
    void writesEachKindOfValue() throws IOException {
        // when
        var sequence = out.begin(DerWriter.SEQUENCE);
        out.bool(true);
        out.element(DerWriter.INTEGER, new byte[] {0x00, (byte) 0x80});
        out.bitString(new byte[] {1, 2, 3});
        out.utf8String("ä€😀");
        out.oid(Oid.of("1.3.6.1.4.1.57264.1.24"));
        out.element(DerWriter.primitive(6), new byte[] {'x'});
        out.end(sequence);

        // then
        assertWritten(new DERSequence(new ASN1Encodable[] {
            ASN1Boolean.TRUE,
            new ASN1Integer(BigInteger.valueOf(0x80)),
            new DERBitString(new byte[] {1, 2, 3}),
            new DERUTF8String("ä€😀"),
            new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.24"),
            new DERTaggedObject(false, 6, new DEROctetString(new byte[] {'x'}))
        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1949-12-31T23:59:59Z",
                "1950-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2000-02-29T12:34:56.789Z",
                "2049-12-31T23:59:59Z",
                "2049-12-31T23:59:59.999Z",
                "2050-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z"
            })
    void writesTimesWithTwoDigitsForTheYearUntil2049(Instant time) throws IOException {
        // when
        out.time(time);

        // then
        assertWritten(new Time(Date.from(time)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "1.2.840.10045.4.3.2",
                "2.5.29.15",
                "2.47.1",
                "2.48.1",
                "2.999.3",
                "1.3.6.1.4.1.11129.2.4.3",
                "1.2.127.128.16383.16384.2097151.2097152.268435455.268435456.2147483647"
            })
    void writesObjectIdentifiers(String dotted) throws IOException {
        // when
        out.oid(Oid.of(dotted));

        // then
        assertWritten(new ASN1ObjectIdentifier(dotted));
    }

    private void assertWritten(ASN1Encodable expected) throws IOException {
        assertThat(out.toByteArray()).isEqualTo(expected.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }
}
