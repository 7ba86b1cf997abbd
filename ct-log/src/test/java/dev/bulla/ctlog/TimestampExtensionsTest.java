/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class TimestampExtensionsTest {

    @Test
    void theIndexOneIsWrittenAsOtherLogsWriteIt() {
        assertThat(Base64.getEncoder()
                        .encodeToString(TimestampExtensions.ofLeafIndex(1).encoded()))
                .isEqualTo("AAAFAAAAAAE=");
    }

    @Test
    void theIndexIsReadWhereThereIsOne() {
        assertThat(TimestampExtensions.of(Base64.getDecoder().decode("AAAFAAAAAAE="))
                        .leafIndex())
                .hasValue(1);
        assertThat(TimestampExtensions.NONE.leafIndex()).isEmpty();
    }

    @Test
    void whatNobodyAsksForIsCarriedUnread() {
        var odd = TimestampExtensions.of(new byte[] {0});

        assertThat(odd.encoded()).containsExactly(0);
        assertThatThrownBy(odd::leafIndex)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("timestamp extensions: ");
    }

    @Test
    void compareByValue() {
        assertThat(TimestampExtensions.of(new byte[0]))
                .isEqualTo(TimestampExtensions.NONE)
                .hasSameHashCodeAs(TimestampExtensions.NONE)
                .isNotEqualTo(TimestampExtensions.ofLeafIndex(0));
    }

    @Test
    void doNotFollowTheArrayTheyCameIn() {
        var array = new byte[] {1};
        var extensions = TimestampExtensions.of(array);

        array[0] = 2;

        assertThat(extensions.encoded()).containsExactly(1);
    }

    @Test
    void areNotLargerThanTheirField() {
        assertThat(TimestampExtensions.of(new byte[65_535]).encoded()).hasSize(65_535);
        assertThatThrownBy(() -> TimestampExtensions.of(new byte[65_536])).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anIndexBeyond40BitsIsTheCallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimestampExtensions.ofLeafIndex(1L << 40));
    }
}
