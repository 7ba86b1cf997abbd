/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import dev.bulla.ca.bench.load.Figure;
import dev.bulla.ca.bench.load.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Draws what was found as SVG: a column for each axis, a row for each figure. A row has one scale, so that its columns can be
 * compared. It is readable on light and on dark, as whoever looks at it prefers.
 */
public final class GrowthPlot {
    static final int WIDTH = 210;
    static final int HEIGHT = 120;
    static final int LEFT = 90;
    static final int TOP = 50;
    static final int ACROSS = 250;
    static final int DOWN = 180;

    private static final String STYLE = """
            <style>
              svg { color: #1f2328; background: #ffffff; font: 12px sans-serif; }
              text { fill: currentColor; }
              .frame { stroke: currentColor; stroke-opacity: 0.35; fill: none; }
              .line, .spread { stroke: #0a58ca; fill: none; stroke-width: 1.5; }
              .dot { fill: #0a58ca; }
              @media (prefers-color-scheme: dark) {
                svg { color: #e6edf3; background: #0d1117; }
                .line, .spread { stroke: #6cb6ff; }
                .dot { fill: #6cb6ff; }
              }
            </style>
            """;

    private final GrowthReport report;
    private final StringBuilder svg = new StringBuilder();

    private GrowthPlot(GrowthReport report) {
        this.report = report;
    }

    public static String svg(GrowthReport report) {
        return new GrowthPlot(report).drawn();
    }

    private String drawn() {
        var axes = List.of(GrowthPlan.Axis.values());
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\">"
                .formatted(LEFT + axes.size() * ACROSS, TOP + GrowthReport.FIGURES.size() * DOWN));
        add("<title>What a certificate costs as things grow</title>");
        svg.append(STYLE);
        for (var row = 0; row < GrowthReport.FIGURES.size(); row++) {
            var figure = GrowthReport.FIGURES.get(row);
            add("<text x=\"10\" y=\"%s\" font-weight=\"bold\">%s</text>"
                    .formatted(TOP + row * DOWN - 12, figure.title()));
            for (var column = 0; column < axes.size(); column++) {
                var axis = axes.get(column);
                draw(
                        axis,
                        figure,
                        new Panel(LEFT + column * ACROSS, TOP + row * DOWN, WIDTH, HEIGHT, range(axis, figure)));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private Panel.Range range(GrowthPlan.Axis axis, Figure figure) {
        var points = report.plan().along(axis);
        return new Panel.Range(points.getFirst().on(axis), points.getLast().on(axis), Panel.roundUp(highest(figure)));
    }

    private double highest(Figure figure) {
        return report.measured().keySet().stream()
                .map(point -> report.at(point, figure))
                .flatMap(Optional::stream)
                .mapToDouble(Spread::highest)
                .max()
                .orElse(0);
    }

    /** What is known of a point. */
    private record Mark(long number, Spread spread) {}

    private void draw(GrowthPlan.Axis axis, Figure figure, Panel panel) {
        drawFrame(axis, panel);
        var marks = marks(axis, figure);
        add("<polyline class=\"line\" points=\"%s\"/>"
                .formatted(marks.stream()
                        .map(it -> place(panel.x(it.number())) + ","
                                + place(panel.y(it.spread().median())))
                        .collect(Collectors.joining(" "))));
        for (var mark : marks) {
            var x = place(panel.x(mark.number()));
            add("<line class=\"spread\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                    .formatted(
                            x,
                            x,
                            place(panel.y(mark.spread().lowest())),
                            place(panel.y(mark.spread().highest()))));
            add("<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"3\"><title>%s</title></circle>"
                    .formatted(
                            x,
                            place(panel.y(mark.spread().median())),
                            mark.spread().text(1)));
        }
    }

    private List<Mark> marks(GrowthPlan.Axis axis, Figure figure) {
        return report.plan().along(axis).stream()
                .flatMap(point -> report.at(point, figure).map(it -> new Mark(point.on(axis), it)).stream())
                .toList();
    }

    private void drawFrame(GrowthPlan.Axis axis, Panel panel) {
        add("<path class=\"frame\" d=\"M%s %s V%s H%s\"/>"
                .formatted(place(panel.left()), place(panel.top()), place(panel.bottom()), place(panel.right())));
        for (var half = 0; half <= 2; half++) {
            var value = panel.range().highest() * half / 2;
            var y = place(panel.y(value));
            add("<path class=\"frame\" d=\"M%s %s H%s\"/>".formatted(place(panel.left() - 4), y, place(panel.left())));
            add("<text x=\"%s\" y=\"%s\" dy=\"4\" text-anchor=\"end\">%s</text>"
                    .formatted(place(panel.left() - 7), y, brief(value)));
        }
        for (var point : report.plan().along(axis)) {
            var x = place(panel.x(point.on(axis)));
            add("<path class=\"frame\" d=\"M%s %s V%s\"/>"
                    .formatted(x, place(panel.bottom()), place(panel.bottom() + 4)));
            add("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
                    .formatted(x, place(panel.bottom() + 17), brief((double) point.on(axis))));
        }
        add("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
                .formatted(place((panel.left() + panel.right()) / 2), place(panel.bottom() + 34), axis.title()));
    }

    /** 4000000 as 4M, so that numbers do not meet. */
    private static String brief(double number) {
        if (number >= 1e6) {
            return trimmed(number / 1e6) + "M";
        }
        return number >= 1e4 ? trimmed(number / 1e3) + "k" : trimmed(number);
    }

    private static String trimmed(double number) {
        return String.format(Locale.ROOT, "%.2f", number).replaceAll("\\.?0+$", "");
    }

    private static String place(double at) {
        return String.format(Locale.ROOT, "%.2f", at);
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }
}
