/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private static final String LOG = "log.example/2026+58360900+ASGyevVJSKk+3l7v9bd1bvfPWxl6Vp1dcu5DXZogB9Ni";
    private static final String WITNESS = "witness.example/w1+42612b52+BEP8Y5jf80SWqt0AjtV+Zgjvs/lZTZhRSEx7HtcgSADp";

    /** Those of the example of C2SP tlog-policy, with keys. */
    private static final List<String> NAMES = List.of("X1", "X2", "X3", "Y1", "Y2", "Y3");

    private static final String EXAMPLE = "log " + LOG + "\n\n"
            + witnesses(0, 3)
            + "group X-witnesses 2 X1 X2 X3\n\n"
            + witnesses(3, 6)
            + "group Y-witnesses any Y1 Y2 Y3\n\ngroup X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n";

    private static String witnesses(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(index -> "witness " + NAMES.get(index) + " " + key("w" + index) + "\n")
                .collect(Collectors.joining());
    }

    private static String key(String name) {
        return NoteKey.cosigner(
                        name, Bytes.view(TestKeys.ED25519.make().getPublic().getEncoded()))
                .text();
    }

    @CsvSource({
        "'', false",
        "'X1 X2', false",
        "'Y1 Y2 Y3', false",
        "'X1 Y1 Y2 Y3', false",
        "'X1 X3 Y2', true",
        "'X1 X2 X3 Y3', true",
        "'X2 X3 nobody', false"
    })
    @ParameterizedTest
    void thePublishedExampleWantsTwoOfOneGroupAndOneOfTheOther(String signed, boolean met) throws Exception {
        var policy = read(EXAMPLE);

        assertThat(policy.isMetBy(Set.copyOf(Arrays.asList(signed.split(" "))))).isEqualTo(met);
    }

    @Test
    void aLogAndAWitnessMayHaveAddresses() throws Exception {
        var policy = read("# who watches\n\tlog  " + LOG + " https://log.example/2026/ \nwitness w " + WITNESS
                + "\thttp://10.0.0.7:7380\nquorum w");

        assertThat(policy.logs())
                .containsExactly(
                        new Policy.Log(NoteKey.parse(LOG), Optional.of(URI.create("https://log.example/2026/"))));
        assertThat(policy.witnesses()).singleElement().satisfies(witness -> {
            assertThat(witness.name()).isEqualTo("w");
            assertThat(witness.key().note().text()).isEqualTo(WITNESS);
            assertThat(witness.url()).contains(URI.create("http://10.0.0.7:7380"));
        });
        assertThat(policy.isMetBy(Set.of("w"))).isTrue();
        assertThat(policy.isMetBy(Set.of())).isFalse();
    }

    @Test
    void aQuorumOfNobodyIsAlwaysMet() throws Exception {
        assertThat(read("quorum none\n").isMetBy(Set.of())).isTrue();
    }

    @Test
    void namesAreOctets() throws Exception {
        var kelvin = "\u212a";
        var policy =
                read("witness K " + key("a") + "\nwitness " + kelvin + " " + key("b") + "\nquorum " + kelvin + "\n");

        assertThat(policy.isMetBy(Set.of("K"))).isFalse();
        assertThat(policy.isMetBy(Set.of(kelvin))).isTrue();
    }

    @Test
    void everythingThatIsWrongIsToldWithItsLine() {
        var problems =
                problems("""
                logs x
                log
                log nonsense
                log %s
                log %s
                log %s ftp://x
                witness w1 %s
                witness w1 %s
                witness w2 %s
                witness none %s
                witness w3 %s https://u@
                witness w4 %s https://x?y
                group g 1
                group g 0 w1
                group g 2 w1
                group g some w1
                group g all w1 w9
                group g any w1 w1
                group h any w1
                group h any h
                quorum nobody
                quorum none
                quorum none
                quorum
                """.formatted(LOG, LOG, WITNESS, WITNESS, key("b"), WITNESS, key("c"), key("d"), key("e")));

        assertThat(problems)
                .containsExactly(
                        "line 1: begins with none of log, witness, group and quorum",
                        "line 2: must be \"log KEY [URL]\"",
                        "line 3: a key for notes is a name, an id and base64, joined by plus signs",
                        "line 5: the key is that of line 4",
                        "line 6: the key of a log must be one of Ed25519 that signs notes (type 01), not of type 04",
                        "line 8: the name \"w1\" is taken, in line 7",
                        "line 9: the key is that of line 7",
                        "line 10: the name \"none\" means nobody",
                        "line 11: the last word is no http or https URL to put a path behind",
                        "line 12: the last word is no http or https URL to put a path behind",
                        "line 13: must be \"group NAME all|any|NUMBER MEMBER...\"",
                        "line 14: how many of the 1 members are needed must be \"all\", \"any\" or a number from 1 to 1",
                        "line 15: how many of the 1 members are needed must be \"all\", \"any\" or a number from 1 to 1",
                        "line 16: how many of the 1 members are needed must be \"all\", \"any\" or a number from 1 to 1",
                        "line 17: \"w9\" is no witness or group of the lines above",
                        "line 18: \"w1\" is a member of a group already, in line 17",
                        "line 19: \"w1\" is a member of a group already, in line 17",
                        "line 20: \"h\" is no witness or group of the lines above",
                        "line 21: \"nobody\" is no witness or group of the lines above",
                        "line 23: is a second quorum",
                        "line 24: must be \"quorum NAME|none\"");
    }

    @Test
    void aPolicyMustSayWhatIsEnough() {
        assertThat(problems("log " + LOG + "\n"))
                .containsExactly("there is no quorum line; \"quorum none\" asks for no cosignature");
    }

    @Test
    void linesEndWithANewlineAlone() {
        assertThat(problems("quorum none\r\n"))
                .containsExactly("line 1: has a control character; lines end with a newline alone");
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        assertThat(problems("#".repeat(1 << 17))).singleElement().asString().contains("131072 bytes");
        assertThat(problems("\n".repeat(2000))).singleElement().asString().contains("more than 1000 lines");
    }

    @Test
    void aDamagedPolicyIsReadOrRefused() {
        var mutations = new Mutations(EXAMPLE.getBytes(StandardCharsets.UTF_8), 13);
        for (var i = 0; i < 5_000; i++) {
            try {
                assertThat(PolicyReader.read(Bytes.view(mutations.next()), Providers.BOUNCY_CASTLE)
                                .witnesses())
                        .isNotNull();
            } catch (InvalidPolicyException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(InvalidPolicyException.class, () -> read(text))
                .problems();
    }

    private static Policy read(String text) throws InvalidPolicyException {
        return PolicyReader.read(Bytes.view(text.getBytes(StandardCharsets.UTF_8)), Providers.BOUNCY_CASTLE);
    }
}
