/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--url=http://192.0.2.1:5555 --max | --allow-remote",
                "--url=http://192.0.2.1:5555 --max --allow-remote | --tokens",
                "--url=https://localhost:5555 --max | http://localhost",
                "--max | --url is missing",
                "--url=http://localhost:1 | either --rate or --max",
                "--url=http://localhost:1 --max --rate=5 | either --rate or --max",
                "--url=http://localhost:1 --rate=0 | --rate",
                "--url=http://localhost:1 --max --time=0 | --time",
                "--url=http://localhost:1 --max --time=4000 | --time",
                "--url=http://localhost:1 --max --connections=20000 | --connections",
                "--url=http://localhost:1 --max --requests=2000000 | --requests",
                "--url=http://localhost:1 --max --mix=gitlab | --mix",
                "--url=http://localhost:1 --max --key-type=rsa | --key-type",
                "--url=http://localhost:1 --max --pid=2147483647 | --pid",
                "--url=http://localhost:1 --max --wait=-1 | --wait must be from 0 to 3600",
                "--url=http://localhost:1 --max --wait=3601 | --wait must be from 0 to 3600",
                "--print-trust --issuer-port=-1 | --issuer-port must be from 0 to 65535",
                "--print-trust --issuer-port=65536 | --issuer-port must be from 0 to 65535"
            })
    void refusesWhatMakesNoSenseOrIsNotMeant(String options, String why) {
        var run = CommandRun.of(Stream.concat(Stream.of("bench", "load"), Stream.of(options.split(" ")))
                .toArray(String[]::new));

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }
}
