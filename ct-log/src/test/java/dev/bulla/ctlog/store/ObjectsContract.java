/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Objects.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What published files promise, wherever they lie. */
public abstract class ObjectsContract {

    protected abstract Objects objects() throws Exception;

    @Test
    void givesBackWhatWasPut() throws Exception {
        var objects = objects();

        objects.put(List.of(item("tile/0/x001/234.p/17", "a"), item("tile/0/x001/235", "b"), item("issuer/0f", "c")));
        objects.replace(item("checkpoint", "one"));
        objects.replace(item("checkpoint", "two"));

        assertThat(objects.get("tile/0/x001/234.p/17")).contains(bytes("a"));
        assertThat(objects.get("checkpoint")).contains(bytes("two"));
        assertThat(objects.get("tile/0/999")).isEmpty();
        assertThat(objects.get("tile/0/x001")).isEmpty();
    }

    @Test
    void theSameContentMayBePutAgainAndAnotherMayNot() throws Exception {
        var objects = objects();
        objects.put(List.of(item("tile/0/000", "a")));

        objects.put(List.of(item("tile/0/000", "a")));

        assertThatThrownBy(() -> objects.put(List.of(item("tile/0/000", "b"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is there with other content");
        assertThat(objects.get("tile/0/000")).contains(bytes("a"));
    }

    @Test
    void removesFilesAndWholeFoldersAndMakesThemAgain() throws Exception {
        var objects = objects();
        objects.put(List.of(item("tile/0/000.p/1", "a"), item("tile/0/000.p/2", "b"), item("tile/0/001", "c")));
        objects.put(List.of(item("tile/0/000", "stays")));

        for (var round = 0; round < 3; round++) {
            objects.remove(List.of("tile/0/000.p", "tile/0/001", "tile/0/002"));

            assertThat(objects.get("tile/0/000.p/1")).isEmpty();
            assertThat(objects.get("tile/0/000.p/2")).isEmpty();
            assertThat(objects.get("tile/0/001")).isEmpty();
            assertThat(objects.get("tile/0/000")).contains(bytes("stays"));
            objects.put(List.of(item("tile/0/000.p/1", "z")));
            assertThat(objects.get("tile/0/000.p/1")).contains(bytes("z"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "..", "../x", "tile/../../x", "/tile/0", "state", "head", "log.json", "wal/1", "other"})
    void pathsThatLeadElsewhereAreRefused(String path) throws Exception {
        var objects = objects();

        assertThatThrownBy(() -> objects.get(path)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects.put(List.of(item(path, "a")))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects.replace(item(path, "a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects.remove(List.of(path))).isInstanceOf(IllegalArgumentException.class);
    }

    protected static Item item(String path, String content) {
        return new Item(path, bytes(content));
    }

    protected static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
