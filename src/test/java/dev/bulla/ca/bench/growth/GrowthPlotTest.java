/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bulla.ca.bench.growth.GrowthPlan.Axis;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The drawing, read by an XML parser, with every place computed anew from what was measured. */
class GrowthPlotTest {
    private static final double HUNDREDTH = 0.011;

    private final Locale usual = Locale.getDefault();

    @BeforeEach
    void speakGerman() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(usual);
    }

    @Test
    void dotsStandWhereTheMeasurementsAre() throws Exception {
        var dots = elements(drawn(), "circle");

        // Three figures, each with 3, 2 and 3 points; CPU is the first of them and goes up to 1000, which 630 is
        // rounded to.
        assertThat(dots).hasSize(3 * (3 + 2 + 3));
        var places = dots.subList(0, 3);
        for (var number = 0; number < 3; number++) {
            var share = number / 2.0;
            assertThat(number(places.get(number), "cx")).isCloseTo(90 + 210 * share, within(HUNDREDTH));
            assertThat(number(places.get(number), "cy"))
                    .isCloseTo(50 + 120 * (1 - (400 + 100 * number) / 1000.0), within(HUNDREDTH));
        }
        var connections = dots.subList(5, 8);
        assertThat(number(connections.get(0), "cx")).isCloseTo(590, within(HUNDREDTH));
        assertThat(number(connections.get(1), "cx")).isCloseTo(590 + 210 * 4 / 12.0, within(HUNDREDTH));
        assertThat(number(connections.get(2), "cx")).isCloseTo(590 + 210, within(HUNDREDTH));
        assertThat(connections.stream().map(it -> it.getAttribute("cy")).distinct())
                .hasSize(1);
    }

    @Test
    void whatTheRoundsDifferedByIsDrawnThroughEachDot() throws Exception {
        var document = drawn();
        var dots = elements(document, "circle");
        var spreads = elements(document, "line");

        assertThat(spreads).hasSameSizeAs(dots);
        for (var i = 0; i < 8; i++) {
            assertThat(spreads.get(i).getAttribute("x1"))
                    .isEqualTo(spreads.get(i).getAttribute("x2"))
                    .isEqualTo(dots.get(i).getAttribute("cx"));
            // 10 less and 30 more, on a scale of 1000 over 120.
            var middle = number(dots.get(i), "cy");
            assertThat(number(spreads.get(i), "y1")).isCloseTo(middle + 1.2, within(2 * HUNDREDTH));
            assertThat(number(spreads.get(i), "y2")).isCloseTo(middle - 3.6, within(2 * HUNDREDTH));
        }
    }

    @Test
    void linesGoThroughTheDotsAndAllIsWithinTheDrawing() throws Exception {
        var document = drawn();
        var box = document.getDocumentElement().getAttribute("viewBox").split(" ", -1);
        var dots = elements(document, "circle");
        var first =
                elements(document, "polyline").getFirst().getAttribute("points").split("[ ,]");

        assertThat(first)
                .containsExactlyElementsOf(dots.subList(0, 3).stream()
                        .flatMap(it -> List.of(it.getAttribute("cx"), it.getAttribute("cy")).stream())
                        .toList());
        assertThat(elements(document, "polyline")).hasSize(9);
        for (var text : elements(document, "text")) {
            assertThat(number(text, "x")).isBetween(0.0, Double.parseDouble(box[2]));
            assertThat(number(text, "y")).isBetween(0.0, Double.parseDouble(box[3]));
        }
    }

    @Test
    void everythingIsNamed() throws Exception {
        var document = drawn();
        var texts =
                elements(document, "text").stream().map(Element::getTextContent).toList();

        assertThat(texts).contains("server CPU us", "p99 ms", "resident MiB", "0", "1000", "10k", "100k", "4096");
        for (var axis : Axis.values()) {
            assertThat(texts.stream().filter(axis.title()::equals)).hasSize(3);
        }
        assertThat(elements(document, "style").getFirst().getTextContent()).contains("prefers-color-scheme: dark");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1.01,2", "2.1,2.5", "3,5", "5.1,10", "630,1000", "0.03,0.05", "100,100"})
    void axesEndWithSimpleNumbers(double value, double end) {
        assertThat(Panel.roundUp(value)).isCloseTo(end, within(1e-9));
    }

    @Test
    void aSinglePointStandsInTheMiddle() {
        assertThat(new Panel(10, 0, 100, 50, new Panel.Range(7, 7, 1)).x(7)).isEqualTo(60);
    }

    private static Document drawn() throws Exception {
        var svg = GrowthPlot.svg(MadeUpGrowth.report());
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, String name) {
        var found = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
        var elements = new ArrayList<Element>();
        for (var i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
