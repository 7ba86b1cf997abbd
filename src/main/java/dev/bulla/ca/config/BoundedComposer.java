/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Composes a document no deeper than a configuration goes. The composer of the library calls itself for each level, so a few
 * kilobytes of brackets would use up its thread's stack.
 */
final class BoundedComposer extends Composer {
    private final int deepest;
    private int depth;

    /** @param deepest how many lists and objects may lie within each other inside of the outermost */
    BoundedComposer(LoadSettings settings, String text, int deepest) {
        super(settings, new ParserImpl(settings, new StreamReader(settings, text)));
        this.deepest = deepest;
    }

    @Override
    protected SequenceNode composeSequenceNode(Optional<Anchor> anchor) {
        deeper();
        var node = super.composeSequenceNode(anchor);
        depth--;
        return node;
    }

    @Override
    protected Node composeMappingNode(Optional<Anchor> anchor) {
        deeper();
        var node = super.composeMappingNode(anchor);
        depth--;
        return node;
    }

    private void deeper() {
        if (depth++ > deepest) {
            var line = parser.peekEvent().getStartMark().map(mark -> mark.getLine() + 1);
            throw new TooMuchException(line.orElse(1));
        }
    }
}
