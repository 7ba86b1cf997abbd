/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of JSON as a log answers it. A member that is missing or of another kind is a {@link MalformedException}. */
public record JsonAnswer(Map<?, ?> members) {

    /** A number that is not negative. */
    long number(String name) {
        var value = members.get(name);
        if ((value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0) {
            return ((Number) value).longValue();
        }
        throw new MalformedException("its " + name + " is no number from 0 to 2^63");
    }

    Bytes bytes(String name) {
        return bytes(members.get(name), name);
    }

    Hash hash(String name) {
        return hash(bytes(name), name);
    }

    /** @param most how many there may be */
    List<Hash> hashes(String name, int most) {
        var hashes = new ArrayList<Hash>();
        for (var item : list(name, most)) {
            hashes.add(hash(bytes(item, name), name));
        }
        return hashes;
    }

    /** @param most how many there may be */
    List<JsonAnswer> objects(String name, long most) {
        var objects = new ArrayList<JsonAnswer>();
        for (var item : list(name, most)) {
            if (!(item instanceof Map<?, ?> object)) {
                throw new MalformedException("its " + name + " are no objects");
            }
            objects.add(new JsonAnswer(object));
        }
        return objects;
    }

    private List<?> list(String name, long most) {
        if (members.get(name) instanceof List<?> list && list.size() <= most) {
            return list;
        }
        throw new MalformedException("its %s is no list of %d at most".formatted(name, most));
    }

    private static Bytes bytes(@Nullable Object value, String name) {
        if (value instanceof String text) {
            return Base64Text.parse(text, name);
        }
        throw new MalformedException("its " + name + " is no text");
    }

    private static Hash hash(Bytes bytes, String name) {
        if (bytes.size() != Hash.SIZE) {
            throw new MalformedException("its " + name + " is no hash");
        }
        return bytes.hashAt(0);
    }
}
