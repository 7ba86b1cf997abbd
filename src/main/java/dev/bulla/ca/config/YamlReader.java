/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Composes a YAML document and resolves what the published configuration files use: anchors, aliases also as keys, and
 * {@code <<} merges.
 *
 * <p>Composing and binding are two steps because the usual data binders lose line numbers, take an alias for text and let
 * the last of two equal keys win.
 */
final class YamlReader {
    private static final int DEEPEST = 50;
    private static final int MOST_VALUES = 200_000;
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final String TOO_MUCH =
            "unfolds into too much: at most " + MOST_VALUES + " values, " + DEEPEST + " levels deep";
    private static final String MERGE = "<<";
    private static final Pattern ALIAS_AS_KEY =
            Pattern.compile("^([ \\t]*\\*[A-Za-z0-9_-]+):(?=\\s|$)", Pattern.MULTILINE);

    private final String file;
    private final Problems problems;
    private int values;

    private YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The first document of the text; an empty mapping if there is none, or if it cannot be read. */
    static Yaml read(String file, String text, Problems problems) {
        var nothing = new Yaml.Mapping(1, new LinkedHashMap<>());
        try {
            var settings = LoadSettings.builder()
                    .setLabel(file)
                    .setAllowDuplicateKeys(true)
                    .setMaxAliasesForCollections(10_000)
                    .setCodePointLimit(LARGEST)
                    .build();
            var documents = new BoundedComposer(settings, keysApart(text), DEEPEST);
            return documents.hasNext() ? new YamlReader(file, problems).value(documents.next(), 0) : nothing;
        } catch (TooMuchException e) {
            problems.add(Place.line(file, e.line()), TOO_MUCH);
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(Place.line(file, line), "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(Place.line(file, 1), "is not YAML: " + e.getMessage());
        }
        return nothing;
    }

    /**
     * Puts a blank between an alias and the colon after it. YAML 1.2 counts the colon to the name of the alias; the reader of
     * the original does not, and published files write {@code *github-type:}.
     */
    private static String keysApart(String text) {
        return ALIAS_AS_KEY.matcher(text).replaceAll("$1 :");
    }

    private Yaml value(Node node, int depth) {
        var line = line(node);
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            throw new TooMuchException(line);
        }
        return switch (node) {
            case ScalarNode scalar ->
                new Yaml.Scalar(line, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
            case SequenceNode sequence -> {
                List<Yaml> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(value(item, depth + 1)));
                yield new Yaml.Sequence(line, items);
            }
            case MappingNode mapping -> mapping(mapping, line, depth);
            default -> throw new IllegalStateException("a composed document holds no " + node.getNodeType());
        };
    }

    private Yaml.Mapping mapping(MappingNode node, int line, int depth) {
        var entries = new LinkedHashMap<String, Yaml.Entry>();
        var merged = new ArrayList<Yaml.Mapping>();
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(Place.line(file, line(tuple.getKeyNode())), "a key must be a single word or text");
            } else if (key.getValue().equals(MERGE) && key.getScalarStyle() == ScalarStyle.PLAIN) {
                collectMerged(tuple, depth, merged);
            } else {
                var keyLine = line(tuple.getKeyNode());
                var before =
                        entries.put(key.getValue(), new Yaml.Entry(keyLine, value(tuple.getValueNode(), depth + 1)));
                if (before != null) {
                    problems.add(
                            Place.line(file, keyLine),
                            "key \"" + key.getValue() + "\" is already defined at line " + before.line());
                }
            }
        }
        merged.forEach(from -> from.entries().forEach(entries::putIfAbsent));
        return new Yaml.Mapping(line, entries);
    }

    private void collectMerged(NodeTuple tuple, int depth, List<Yaml.Mapping> merged) {
        var from = value(tuple.getValueNode(), depth + 1);
        var sources = from instanceof Yaml.Sequence sequence ? sequence.items() : List.of(from);
        for (var source : sources) {
            if (source instanceof Yaml.Mapping mapping) {
                merged.add(mapping);
            } else {
                problems.add(Place.line(file, line(tuple.getKeyNode())), "<< can only merge a mapping");
            }
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
