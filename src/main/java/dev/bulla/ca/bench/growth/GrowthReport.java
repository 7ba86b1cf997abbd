/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import dev.bulla.ca.bench.load.Figure;
import dev.bulla.ca.bench.load.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was found at each point, as a table for people and programs.
 *
 * @param measured by each point, a report for each round
 * @param cores    where server and generator ran
 */
public record GrowthReport(GrowthPlan plan, Map<GrowthPoint, List<Measurement>> measured, String cores) {
    /** What is looked at, as it is drawn from above. */
    static final List<Figure> FIGURES = List.of(Figure.SERVER, Figure.SLOWEST, Figure.MEMORY);

    private static final String COLUMNS = """
            | | certificates/s | CPU per certificate, us | p99, ms | resident, MiB | verified, bad | errors |
            |--:|--:|--:|--:|--:|--:|--:|
            """;

    /** Whether every answer that was verified was good, and every point gave certificates. */
    public boolean isGood() {
        return measured.values().stream().flatMap(List::stream).allMatch(Measurement::isGood);
    }

    Optional<Spread> at(GrowthPoint point, Figure figure) {
        return Spread.of(measured.getOrDefault(point, List.of()).stream()
                .map(it -> it.figure(figure))
                .flatMap(Optional::stream)
                .toList());
    }

    /** The tables, the same in every language of who runs it. */
    public String markdown() {
        var text = new StringBuilder("# What a certificate costs as things grow\n\n");
        text.append(method()).append('\n');
        text.append("\nEach figure is the median of the rounds, with the lowest and the highest.\n");
        for (var axis : GrowthPlan.Axis.values()) {
            text.append("\n## By ")
                    .append(axis.title())
                    .append("\n\n")
                    .append(rest(axis))
                    .append("\n\n");
            text.append(COLUMNS);
            plan.along(axis).forEach(point -> text.append(row(axis, point)));
            text.append('\n').append(growth(axis));
        }
        return text.toString();
    }

    private String method() {
        return String.format(
                Locale.ROOT,
                "%d rounds of %d s after %d s to warm up, each with a server and a data folder of its own, %s; entries of"
                        + " about %d bytes. %s cores, Java %s; %s.",
                plan.rounds(),
                plan.counted().toSeconds(),
                plan.warmUp().toSeconds(),
                plan.rate().map(it -> it + " requests/s").orElse("as many requests as it took"),
                plan.entrySize(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                cores);
    }

    private String rest(GrowthPlan.Axis varied) {
        var rest = plan.points().getFirst();
        var others = new StringBuilder("With");
        for (var axis : GrowthPlan.Axis.values()) {
            if (axis != varied) {
                others.append(String.format(
                        Locale.ROOT, "%s %,d %s", others.length() > 4 ? " and" : "", rest.on(axis), axis.title()));
            }
        }
        return others.append('.').toString();
    }

    private String row(GrowthPlan.Axis axis, GrowthPoint point) {
        var done = measured.getOrDefault(point, List.of());
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %s | %s | %s | %d, %d | %d |%n",
                point.on(axis),
                text(point, Figure.CERTIFICATES),
                text(point, Figure.SERVER),
                text(point, Figure.SLOWEST),
                text(point, Figure.MEMORY),
                done.stream().mapToLong(Measurement::verified).sum(),
                done.stream().mapToLong(Measurement::bad).sum(),
                done.stream().mapToLong(Measurement::errors).sum());
    }

    private String text(GrowthPoint point, Figure figure) {
        return at(point, figure).map(it -> it.text(1)).orElse("not measured");
    }

    /** From the smallest to the largest point of an axis. */
    private String growth(GrowthPlan.Axis axis) {
        var points = plan.along(axis);
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "From %,d to %,d:",
                points.getFirst().on(axis),
                points.getLast().on(axis)));
        for (var figure : FIGURES) {
            ratio(points.getFirst(), points.getLast(), figure)
                    .ifPresent(it -> text.append(String.format(
                            Locale.ROOT,
                            "%s %s x %.2f",
                            text.toString().endsWith(":") ? "" : ",",
                            figure.title(),
                            it)));
        }
        return text.append(".\n").toString();
    }

    private Optional<Double> ratio(GrowthPoint from, GrowthPoint to, Figure figure) {
        return at(from, figure)
                .filter(it -> it.median() > 0)
                .flatMap(small -> at(to, figure).map(large -> large.median() / small.median()));
    }
}
