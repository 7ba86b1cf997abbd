/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A place in a document of YAML or JSON. What is not there is empty. */
record Node(Optional<Object> value) {
    static Node of(Object value) {
        return new Node(Optional.of(value));
    }

    static Node read(String text) {
        return of(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** All documents of a stream but the empty ones. */
    static List<Node> readAll(String text) {
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        var documents = new Load(settings).loadAllFromString(text);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .map(Node::of)
                .toList();
    }

    Node at(String... path) {
        var place = value;
        for (var name : path) {
            place = place.filter(Map.class::isInstance)
                    .flatMap(map -> Optional.ofNullable(((Map<?, ?>) map).get(name)));
        }
        return new Node(place);
    }

    boolean isThere() {
        return value.isPresent();
    }

    /** The scalar that must be here. */
    String text() {
        return String.valueOf(value.orElseThrow());
    }

    List<Node> items() {
        return value.filter(List.class::isInstance).map(list -> (List<?>) list).stream()
                .flatMap(List::stream)
                .map(Node::of)
                .toList();
    }

    Node named(String name) {
        return items().stream()
                .filter(item ->
                        item.at("name").isThere() && item.at("name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is called " + name + " in " + value));
    }

    /** The entries of a map, in their order; nothing for what is none. */
    Map<String, Node> entries() {
        var entries = new LinkedHashMap<String, Node>();
        value.filter(Map.class::isInstance)
                .map(map -> (Map<?, ?>) map)
                .ifPresent(map -> map.forEach(
                        (name, node) -> entries.put((String) name, new Node(Optional.ofNullable((Object) node)))));
        return entries;
    }

    /** This place and all below it that are maps. */
    Stream<Node> maps() {
        var below = Stream.concat(entries().values().stream(), items().stream()).flatMap(Node::maps);
        return value.filter(Map.class::isInstance).isPresent() ? Stream.concat(Stream.of(this), below) : below;
    }
}
