/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '\0',
            value = {
                "https://github.com/o/r/.github/workflows/a b.yml@refs/heads/x[1] => "
                        + "https://github.com/o/r/.github/workflows/a%20b.yml@refs/heads/x%5B1%5D",
                "https://x/é => https://x/%C3%A9",
                "https://x/{}|^\"<>\\` => https://x/%7B%7D%7C%5E%22%3C%3E%5C%60",
                "https://x/(a) b => https://x/%28a%29%20b",
                "https://x/a%2fb c => https://x/a/b%20c",
                "https://x/a%7e%2Fb c => https://x/a~/b%20c",
                "https://x/a#'b' c => https://x/a#%27b%27%20c",
                "https://x/a#c#d => https://x/a#c%23d",
                "https://x/a#!()*? c => https://x/a#!()*?%20c",
                "HTTPS://GitHub.com/o/ => https://GitHub.com/o/",
                "https://x/a# => https://x/a",
                "https:// => https:",
                "https://x/a b?c d#e => https://x/a%20b?c d#e",
                "https://a%41b@x/ => https://aAb@x/"
            })
    void isWrittenAnew(String given, String written) {
        assertThat(UriText.parse(given).certifiable()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "//host/x",
                "*",
                "urn:x y",
                "https:///a",
                "https://x/()*!'[]$&+,;=:@~",
                "https://x/a%2fb",
                "https://x/[1]",
                "https://x/(a)",
                "https://x/a#'b'",
                "https://x/100%25",
                "https://x/a?",
                "https://x/feature#1",
                "https://x?x=1&y= z%",
                "https://x:/",
                "https://x:0080/",
                "https://[::1]:80/",
                "https://[fe80::1%25en0]/",
                "https://*/",
                "https://_/",
                "https://-x/",
                "https://x<y/",
                "https://1.2.3.4/",
                "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.io/"
            })
    void staysAsItIs(String uri) {
        assertThat(UriText.parse(uri).certifiable()).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "https://x/100%, the URI ends within a percent escape",
        "https://x/%zz, the URI has a percent sign that starts no escape",
        "https://x/#%zz, the URI has a percent sign that starts no escape",
        ":x, the URI lacks a scheme before its colon",
        "1x:y, the URI has a colon in its first segment",
        "'https://a b/', the URI has an invalid character in its host",
        "https://%41/, the URI has an escape that its host must not have",
        "https://x:port/, the URI has an invalid port",
        "https://a:1:2/, the URI has an invalid port",
        "'https://a b@x/', the URI has an invalid user part",
        "https://[::1/, the URI lacks the bracket that ends an IPv6 address",
        "https://[1.2.3.4]/, the URI has brackets around something other than an IPv6 address",
        "https://[::1%25]/, the URI has an IPv6 address with an empty zone",
        "https://a[::1]/, the URI has a bracket within its host"
    })
    void isRefusedWhereItIsNoUri(String uri, String reason) {
        assertThatThrownBy(() -> UriText.parse(uri)).hasMessage(reason);
    }

    @Test
    void mayHaveControlCharactersInItsFragmentOnly() {
        assertThatThrownBy(() -> UriText.parse("https://x/\u0001#")).hasMessage("the URI has a control character");
        assertThatThrownBy(() -> UriText.parse("https://x/?\u007F")).hasMessage("the URI has a control character");
        assertThat(UriText.parse("https://x/#\u0001\u007F").certifiable()).isEqualTo("https://x/#%01%7F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://x/?é", "urn:é", "https://x/a?\u2028"})
    void cannotBeCertifiedBeyondAscii(String uri) {
        var parsed = UriText.parse(uri);

        assertThatThrownBy(parsed::certifiable).hasMessage("the URI cannot be encoded as an IA5String");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://x./", "https://.x/", "https://a..b/", "https://é/", "https://%C3%A9/", "https://./"})
    void cannotBeCertifiedWithABrokenDomain(String uri) {
        var parsed = UriText.parse(uri);

        assertThatThrownBy(parsed::certifiable).hasMessage("the URI has an invalid domain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:/%2fevil.example/ b", "/%2fevil.example/ b"})
    void cannotBeCertifiedIfReadersWouldFindAnotherHostInIt(String uri) {
        var parsed = UriText.parse(uri);

        assertThatThrownBy(parsed::certifiable).hasMessage("the URI would name another host in a certificate");
    }
}
