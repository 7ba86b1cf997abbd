/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two authorities beside each other, as text and as fields.
 *
 * @param placement where both and the generator ran
 */
public record CompareReport(List<Round> rounds, Placement placement) {
    private static final int FIRST = 16;
    private static final int DECIMALS = 1;
    private static final int DECIMALS_OF_RATIO = 2;
    private static final String LINE = "%-" + FIRST + "s%-32s%-32s%s%n";

    public CompareReport {
        rounds = List.copyOf(rounds);
    }

    /** The same load on each of them, one right after the other. */
    public record Round(LoadReport ours, LoadReport reference) {

        /** What of a figure ours is of the reference's, if both have it. */
        Optional<Double> ratio(Figure figure) {
            return figure.of(ours)
                    .flatMap(own -> figure.of(reference).filter(it -> it > 0).map(it -> own / it));
        }
    }

    /** Whether every answer that was verified was good, and both gave certificates in every round. */
    public boolean isGood() {
        return rounds.stream()
                .allMatch(round -> round.ours().isGood()
                        && round.reference().isGood()
                        && round.ours().result().certificates() > 0
                        && round.reference().result().certificates() > 0);
    }

    /** The same in every language of who runs it. */
    public String text() {
        var text = new StringBuilder();
        var plan = rounds.getFirst().ours().plan();
        text.append(String.format(
                Locale.ROOT,
                "%d rounds by turns, %d s each after %d s to warm up, %d connections, %s%n",
                rounds.size(),
                plan.timing().counted().toSeconds(),
                plan.timing().warmUp().toSeconds(),
                plan.connections(),
                plan.pace() instanceof Pace.Rate(var perSecond) ? perSecond + "/s asked for" : "as many as they took"));
        text.append("median (lowest to highest)\n\n");
        text.append(LINE.formatted("", "ours", "reference", "ours / reference"));
        for (var figure : Figure.values()) {
            text.append(LINE.formatted(
                    figure.title(),
                    text(spread(it -> figure.of(it.ours())), DECIMALS),
                    text(spread(it -> figure.of(it.reference())), DECIMALS),
                    text(spread(it -> it.ratio(figure)), DECIMALS_OF_RATIO)));
        }
        appendVerified(text);
        appendCores(text);
        return text.toString();
    }

    private static String text(Optional<Spread> spread, int decimals) {
        return spread.map(it -> it.text(decimals)).orElse("not measured");
    }

    private Optional<Spread> spread(Function<Round, Optional<Double>> value) {
        return Spread.of(rounds.stream().map(value).flatMap(Optional::stream).toList());
    }

    private void appendVerified(StringBuilder text) {
        text.append('\n')
                .append(LINE.formatted("verified, bad", verified(Round::ours), verified(Round::reference), "answers"));
        text.append(LINE.formatted("errors", errors(Round::ours), errors(Round::reference), ""));
        appendCounts(text, "ours", Round::ours);
        appendCounts(text, "reference", Round::reference);
    }

    private String verified(Function<Round, LoadReport> side) {
        var reports = rounds.stream().map(side).map(LoadReport::verified).toList();
        return reports.stream().mapToInt(LoadReport.Verified::answers).sum()
                + ", "
                + reports.stream().mapToLong(it -> it.faults().total()).sum();
    }

    private long errors(Function<Round, LoadReport> side) {
        return rounds.stream()
                .map(side)
                .mapToLong(it -> it.result().failures().total())
                .sum();
    }

    private void appendCounts(StringBuilder text, String name, Function<Round, LoadReport> side) {
        for (var report : rounds.stream().map(side).toList()) {
            report.verified()
                    .faults()
                    .counts()
                    .forEach((fault, count) -> text.append("  bad, " + name + ": " + count + " x " + fault + "\n"));
            report.result()
                    .failures()
                    .counts()
                    .forEach((reason, count) -> text.append("  error, " + name + ": " + count + " x " + reason + "\n"));
        }
    }

    private void appendCores(StringBuilder text) {
        var names = placement.named().entrySet().stream()
                .map(it -> it.getKey() + " on " + it.getValue())
                .toList();
        text.append(String.format(Locale.ROOT, "%-" + FIRST + "s%s%n", "cores", String.join(", ", names)));
        if (!placement.isGeneratorApart()) {
            text.append("The generator is not known to have cores of its own: its work slows down whom it measures.\n");
        }
    }

    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        var figures = new LinkedHashMap<String, Object>();
        for (var figure : Figure.values()) {
            var found = new LinkedHashMap<String, Object>();
            spread(it -> figure.of(it.ours())).ifPresent(it -> found.put("ours", it));
            spread(it -> figure.of(it.reference())).ifPresent(it -> found.put("reference", it));
            spread(it -> it.ratio(figure)).ifPresent(it -> found.put("ratio", it));
            figures.put(figure.field(), found);
        }
        fields.put("figures", figures);
        fields.put("cores", placement.named());
        var all = new ArrayList<Map<String, Object>>();
        rounds.forEach(it -> all.add(
                Map.of("ours", it.ours().fields(), "reference", it.reference().fields())));
        fields.put("rounds", all);
        return fields;
    }
}
