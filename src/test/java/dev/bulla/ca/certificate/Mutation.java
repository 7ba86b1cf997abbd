/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Extension;

/** One change to a certificate, done by another ASN.1 library than ours. Signatures do not hold afterwards. */
@FunctionalInterface
interface Mutation extends UnaryOperator<byte[]> {

    /** What stands at this place of a certificate's TBSCertificate becomes something else. */
    static Mutation field(int index, ASN1Encodable other) {
        return der -> changed(der, 0, tbs -> replaced(ASN1Sequence.getInstance(tbs), index, other));
    }

    /** One field more in what is signed. */
    static Mutation behindTheFields(ASN1Encodable one) {
        return der -> changed(der, 0, tbs -> {
            var fields = ASN1Sequence.getInstance(tbs);
            var more = Arrays.copyOf(fields.toArray(), fields.size() + 1);
            more[fields.size()] = one;
            return new DERSequence(more);
        });
    }

    /** The outer parts: 1 is the algorithm, 2 the signature. */
    static Mutation outer(int index, ASN1Encodable other) {
        return der -> changed(der, index, old -> other);
    }

    static Mutation extensions(UnaryOperator<List<ASN1Encodable>> change) {
        return der -> changed(der, 0, tbs -> {
            var fields = ASN1Sequence.getInstance(tbs);
            var last = fields.size() - 1;
            var list = ASN1Sequence.getInstance((ASN1TaggedObject) fields.getObjectAt(last), true);
            var changed = change.apply(new ArrayList<>(List.of(list.toArray())));
            return replaced(fields, last, new DERTaggedObject(true, 3, sequence(changed)));
        });
    }

    /** One extension becomes something else. */
    static Mutation extension(String oid, Function<Extension, ASN1Encodable> change) {
        return extensions(all -> {
            all.replaceAll(one -> is(oid, one) ? change.apply(Extension.getInstance(one)) : one);
            return all;
        });
    }

    /** The value of one extension becomes something else. */
    static Mutation value(String oid, byte[] other) {
        return extension(oid, old -> new Extension(old.getExtnId(), old.isCritical(), other));
    }

    static Mutation value(String oid, ASN1Encodable other) {
        return value(oid, encoded(other));
    }

    /** One extension says the opposite of what it said about being critical. */
    static Mutation criticality(String oid) {
        return extension(oid, old -> new Extension(old.getExtnId(), !old.isCritical(), old.getExtnValue()));
    }

    static Mutation without(String oid) {
        return extensions(all -> {
            all.removeIf(one -> is(oid, one));
            return all;
        });
    }

    /** Bytes become other bytes of any length, and nothing around them is adapted. */
    static Mutation at(int index, int length, int... others) {
        return der -> {
            var changed = new byte[der.length - length + others.length];
            System.arraycopy(der, 0, changed, 0, index);
            for (var i = 0; i < others.length; i++) {
                changed[index + i] = (byte) others[i];
            }
            System.arraycopy(der, index + length, changed, index + others.length, der.length - index - length);
            return changed;
        };
    }

    /** The first place of some bytes, in hexadecimal, takes others of the same number. */
    static Mutation bytes(String some, String others) {
        return der -> {
            var hex = HexFormat.of().formatHex(der);
            return HexFormat.of().parseHex(hex.replaceFirst("^((?:..)*?)" + some, "$1" + others));
        };
    }

    private static boolean is(String oid, ASN1Encodable extension) {
        return ASN1Sequence.getInstance(extension).getObjectAt(0).equals(new ASN1ObjectIdentifier(oid));
    }

    private static byte[] changed(byte[] der, int index, UnaryOperator<ASN1Encodable> change) {
        var certificate = ASN1Sequence.getInstance(der);
        return encoded(replaced(certificate, index, change.apply(certificate.getObjectAt(index))));
    }

    private static ASN1Encodable replaced(ASN1Sequence sequence, int index, ASN1Encodable other) {
        var all = sequence.toArray();
        all[index] = other;
        return sequence(List.of(all));
    }

    private static DERSequence sequence(List<ASN1Encodable> all) {
        var vector = new ASN1EncodableVector();
        all.forEach(vector::add);
        return new DERSequence(vector);
    }

    static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
