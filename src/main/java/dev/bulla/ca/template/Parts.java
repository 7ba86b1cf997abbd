/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can be taken out of a value. Text is counted in octets of UTF-8. */
final class Parts {
    private Parts() {}

    /** A value by its name, empty where there is none, or an octet of a text by its place. */
    static Value index(List<Value> values) {
        var item = values.getFirst();
        for (var key : values.subList(1, values.size())) {
            item = switch (item) {
                case Value.All(var data)
                when key instanceof Value.Text(var name) ->
                    new Value.Text(data.find(name).orElse(""));
                case Value.Text text -> {
                    var octets = text.octets();
                    var place = place(key, octets.length);
                    if (place == octets.length) {
                        throw new UnfillableException("index is beyond the end of the text");
                    }
                    yield new Value.Whole(octets[place] & 0xFF, true);
                }
                default -> throw new UnfillableException("index cannot find " + key.kind() + " in " + item.kind());
            };
        }
        if (item == Value.Nothing.NIL) {
            throw new UnfillableException("index of nothing");
        }
        return item;
    }

    static Value slice(List<Value> values) {
        if (!(values.getFirst() instanceof Value.Text text) || values.size() > 3) {
            throw new UnfillableException("slice takes a text and two places");
        }
        var octets = text.octets();
        var from = values.size() > 1 ? place(values.get(1), octets.length) : 0;
        var to = values.size() > 2 ? place(values.get(2), octets.length) : octets.length;
        if (from > to) {
            throw new UnfillableException("slice ends before it starts");
        }
        try {
            return new Value.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, from, to - from))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new UnfillableException("slice cuts through a character");
        }
    }

    static Value length(Value value) {
        return switch (value) {
            case Value.Text text -> new Value.Whole(text.octets().length, false);
            case Value.All(var data) -> new Value.Whole(data.all().size(), false);
            default -> throw new UnfillableException("len of " + value.kind());
        };
    }

    private static int place(Value value, int end) {
        if (value instanceof Value.Whole(var number, var octet) && number >= 0 && number <= end) {
            return (int) number;
        }
        throw new UnfillableException(
                value instanceof Value.Whole
                        ? "a place is beyond the end of the text"
                        : "a place in a text is a whole number and not " + value.kind());
    }
}
