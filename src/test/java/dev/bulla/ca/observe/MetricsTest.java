/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void writesACounterUnderItsVeryName() {
        metrics.counter("fulcio_new_certs", "The total number of certificates generated")
                .count();

        assertThat(metrics.page()).isEqualTo("""
                        # HELP fulcio_new_certs The total number of certificates generated
                        # TYPE fulcio_new_certs counter
                        fulcio_new_certs 1
                        """);
    }

    @Test
    void showsACounterWithoutLabelsBeforeItCounts() {
        metrics.counter("fulcio_new_certs", "help");

        assertThat(metrics.page()).contains("\nfulcio_new_certs 0\n");
    }

    @Test
    void writesTheBucketEdgesAsTheOriginalDoes() {
        var latency = metrics.histogram("fulcio_api_latency", "API Latency on calls", "code", "method");

        latency.took(5_000_000, "200", "post");
        latency.took(2_000_000_000, "200", "post");

        assertThat(metrics.page()).isEqualTo("""
                        # HELP fulcio_api_latency API Latency on calls
                        # TYPE fulcio_api_latency histogram
                        fulcio_api_latency_bucket{code="200",method="post",le="0.005"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="0.01"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="0.025"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="0.05"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="0.1"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="0.25"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="0.5"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="1"} 1
                        fulcio_api_latency_bucket{code="200",method="post",le="2.5"} 2
                        fulcio_api_latency_bucket{code="200",method="post",le="5"} 2
                        fulcio_api_latency_bucket{code="200",method="post",le="10"} 2
                        fulcio_api_latency_bucket{code="200",method="post",le="+Inf"} 2
                        fulcio_api_latency_sum{code="200",method="post"} 2.005
                        fulcio_api_latency_count{code="200",method="post"} 2
                        """);
    }

    @Test
    void escapesWhatALabelMayNotHold() {
        metrics.counter("c", "h", "l").count("a\"b\\c\nd");

        assertThat(metrics.page()).contains("c{l=\"a\\\"b\\\\c\\nd\"} 1\n");
    }

    @Test
    void asksAGaugeWhenSomebodyLooks() {
        var value = new int[] {1};
        metrics.gauge("g", "h").is(() -> value[0]);

        value[0] = 7;

        assertThat(metrics.page()).contains("g 7\n");
    }

    @Test
    void doesNotGrowWithoutEndWhenLabelsDo() {
        var counter = metrics.counter("c", "h", "l");

        IntStream.range(0, 20_000).forEach(i -> counter.count("value" + i));

        assertThat(metrics.page().lines()).hasSizeLessThan(5_100);
        assertThat(metrics.page()).contains("c{l=\"other\"} 15000\n");
    }

    @Test
    void announcesEveryCodeOfAMethodBeforeItsFirstCall() {
        var api = new ApiMetrics(metrics);

        api.announce("dev.sigstore.fulcio.v2.CA", "GetTrustBundle", true);

        assertThat(metrics.page().lines().filter(line -> line.startsWith("grpc_server_handled_total{")))
                .hasSize(17)
                .contains("grpc_server_handled_total{grpc_code=\"InvalidArgument\",grpc_method=\"GetTrustBundle\","
                        + "grpc_service=\"dev.sigstore.fulcio.v2.CA\",grpc_type=\"unary\"} 0");
    }

    @Test
    void tellsWhatTheProcessCosts() {
        ProcessMetrics.register(metrics, () -> Instant.ofEpochMilli(1_790_000_000_250L));

        assertThat(metrics.page()).contains("bulla_clock_seconds 1.79000000025E9\n");
        assertThat(metrics.page()).containsPattern("process_cpu_seconds_total \\d");
        assertThat(metrics.page()).containsPattern("jvm_heap_used_bytes \\d{6}");
    }

    @Test
    void tellsTheRoomThatIsLeftAndNothingOfADiskThatIsAway() {
        DiskMetrics.register(metrics, Map.of("data", Path.of("."), "anchor", Path.of("/nowhere/at/all")));

        assertThat(metrics.page()).containsPattern("bulla_disk_free_bytes\\{folder=\"data\"} [1-9]\\d{5}");
        assertThat(metrics.page()).contains("bulla_disk_free_bytes{folder=\"anchor\"} NaN\n");
    }
}
