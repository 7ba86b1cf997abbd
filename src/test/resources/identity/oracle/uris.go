// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"math/big"
	"net/url"
	"strings"
)

// A URI, and either what a certificate says or the step that refuses: parse, ia5, domain, or "moved" for what Go would
// certify although a reader of the certificate finds another host in it than the one that was parsed.
type uriCase struct {
	In      string `json:"in"`
	Out     string `json:"out"`
	Refused string `json:"refused,omitempty"`
}

var _, key, _ = ed25519.GenerateKey(nil)

func uri(in string) uriCase {
	u, err := url.Parse(in)
	if err != nil {
		return uriCase{In: in, Refused: "parse"}
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), URIs: []*url.URL{u}}
	der, err := x509.CreateCertificate(nil, template, template, key.Public(), key)
	if err != nil {
		return uriCase{In: in, Refused: "ia5"}
	}
	read, err := x509.ParseCertificate(der)
	if err != nil {
		return uriCase{In: in, Refused: "domain"}
	}
	if again := read.URIs[0]; again.Host != u.Host || again.User.String() != u.User.String() {
		return uriCase{In: in, Refused: "moved"}
	}
	return uriCase{In: in, Out: u.String()}
}

func uris() []uriCase {
	seen := map[string]bool{}
	var cases []uriCase
	add := func(in string) {
		if !seen[in] {
			seen[in] = true
			cases = append(cases, uri(in))
		}
	}
	for _, in := range chosenURIs {
		add(in)
	}
	for c := rune(0); c < 0x80; c++ {
		s := string(c)
		add("https://x.io/a" + s + "b")
		add("https://x" + s + "y/a")
		add("https://x.io/a#b" + s + "c")
	}
	for range 900 {
		add(randomURI())
	}
	return cases
}

func randomURI() string {
	var b strings.Builder
	b.WriteString(pick([]string{"https://", "https://", "https://", "http://", "HTTPS://", "", "//", "urn:", "x:/", "x:", "1:", ":", "s+-.9://", "///", "/"}))
	if random.IntN(3) == 0 {
		b.WriteString(soup(3, "ab", "1", ":", "%41", "%zz", "!", "@", " ", "é") + pick([]string{"@", "@", ""}))
	}
	b.WriteString(pick([]string{"github.com", "x.io", "x", "", "GitHub.com", "[::1]", "[fe80::1%25en0]", "[1::2:3.4.5.6]",
		soup(4, "a", ".", "-", "_", ":", "80", "%C3%A9", "%25", "%41", "[", "]", "<", "é", "*"), "[" + soup(8, ":", "::", "1", "ffff", "0", ".", "1.2.3.4", "%25", "e") + "]"}))
	b.WriteString(pick([]string{"", "", "", ":", ":80", ":080", ":x", ":99999999"}))
	if random.IntN(6) != 0 {
		b.WriteString("/" + soup(7, "a", "b", "o/r", "/", ".", "..", "(", ")", "[1]", "'", "!", "*", "$", "&", "+", ",", ";", "=", ":", "@", "~", "%2f", "%7e", "%7E", "%41", "%25"))
	}
	if random.IntN(3) == 0 {
		b.WriteString(soup(2, " ", "é", "{", "}", "|", "^", "\"", "<", ">", "\\", "`", "%", "%zz", "%2F", "\u2028", "😀", "\x7f", "\x01"))
	}
	if random.IntN(3) == 0 {
		b.WriteString("?" + soup(3, "a=1", "&", " ", "%zz", "?", "/", "b", "'"))
	}
	if random.IntN(3) == 0 {
		b.WriteString("#" + soup(4, "a", "'b'", " ", "%2f", "%", "[", "(", "#", "?", "/", "é", "\x01", "!", "*"))
	}
	return b.String()
}

func soup(most int, pieces ...string) string {
	var b strings.Builder
	for range random.IntN(most + 1) {
		b.WriteString(pick(pieces))
	}
	return b.String()
}

var chosenURIs = []string{
	"https://github.com/o/r/.github/workflows/a b.yml@refs/heads/x[1]",
	"https://github.com/sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main",
	"https://gitlab.com/cpanato/testing-cosign//.gitlab-ci.yml@refs/heads/main",
	"https://x/é", "https://x/(a)", "https://x/(a) b", "https://x/[1]", "https://x/a%2fb c", "https://x/a%2fb",
	"https://x/()*!'[]$&+,;=:@~", "https://x/a#'b'", "https://x/a#'b' c", "https://x/a#c#d", "https://x/100%", "https://x/100%25",
	"HTTPS://GitHub.com/o/", "https://x/a#", "https://x/a?", "https://x/feature#1", "https://x/a?x=1&y= z", "https://x/a?é",
	"https://x/a\x01", "https://x/a#\x01", "https://x./a", "https://.x/a", "https://a..b/", "https://%C3%A9/", "https://é/",
	"https://*/", "https://_/", "https://-x/", "https://x<y/", "https://" + strings.Repeat("a", 70) + "/", "https://1.2.3.4/",
	"https://[::1]/", "https://[::1]:443/", "https://[fe80::1%25en0]/", "https://[fe80::1%25]/", "https://[fe80::1%en0]/", "https://[1.2.3.4]/",
	"https://[::ffff:1.2.3.4]/", "https://[::1.2.3.04]/", "https://[::1.2.3.256]/", "https://[1:2:3:4:5:6:7:8]/", "https://[1:2:3:4:5:6:7:8:9]/",
	"https://[1:2:3:4:5:6:7::]/", "https://[::2:3:4:5:6:7:8]/", "https://[1::3:4:5:6:7:8]/", "https://[1:2:3:4:5:6:7:8::]/", "https://[1:2:3:4:5:6:1.2.3.4]/",
	"https://[1:2:3:4:5:6:7:1.2.3.4]/", "https://[::12345]/", "https://[:1]/", "https://[1:]/", "https://[:::1]/", "https://[1::2::3]/", "https://[]/", "https://[::]/",
	"https://[::1/", "https://::1]/", "https://a[::1]/", "https://[::1]x/", "https://[::1]:x/", "https://[::G]/", "https://[::1%25a%41]/", "https://[::1%25a%20b]/",
	"https://[::1%25a b]/", "https://[::1%25a%25b]/", "https://[::1%25é]/", "https://[FE80::A]/", "https://[::1.2.3]/", "https://[::1.2.3.4.5]/", "https://[1.2.3.4::]/",
	"https://x:80/", "https://x:/", "https://x:080/", "https://x:99999999/", "https://x:a/", "https://a:1:2/", "spiffe://a:1:2/", "https://:80/", "https://:/",
	"", "a", "a/b", "a b", "a:b", "a/b:c", "./a:b", ":a", "1:a", "1a://x", "a%3Ab", "a%3Ab c", "*", "*#f", "*?q", "?", "?a", "#", "#a", "/", "/a", "/a b",
	"//x", "//x/a", "//x y/", "//", "///", "///a", "////a", "https:", "https:/", "https://", "https:///", "https:///a", "https:////a", "https:a", "https:/a",
	"urn:x y", "urn:é", "urn:x?y", "urn:", "urn:x#y z", "mailto:a@b", "https://a@x/", "https://a b@x/", "https://a:b@x/", "https://a:b:c@x/", "https://@x/", "https://:@x/",
	"https://a!b@x/", "https://a%41@x/", "https://a%zz@x/", "https://a@b@x/", "https://é@x/", "https://a%40b@x/", "https://a/b@x/", "https://%41/", "https://a%25b/",
	"https://x y/", "https://x%20y/", "https://x\\y/", "https://x^y/", "https://x|y/", "https://x{y}/", "https://x`y/", "https://x\"y/", "https://x?y", "https://x#y",
	"a:/%2fevil.com/ b", "/%2fevil.com/ b", "a:/%2f b", "//%2fevil.com/ b", "https://x/%2f%2fevil.com/ b", "https://x/..%2f.. b", "https://x/../b", "https://x/a/./b",
	"https://x/%2e%2e/ b", "https://x/a?#b", "https://x/a??", "https://x?", "https://x??", "https://x/a#b?c", "https://x/%", "https://x/%4", "https://x/%4g", "https://x/#%", "https://x/#%4",
	"https://x/%C3%A9", "https://x/%C3%A9 ", "https://x/%ff b", "https://x/%00", "https://x/%00 b", "https://x/\u2028", "https://x/😀", "https://x/\u00a0", "\u00e9", "ht\u00e9:x", "x://\u00e9",
	"https://circleci.com/api/v2/projects//pipeline-definitions/", "https://buildkite.com/acme-inc/bash-example/builds/1#0184990a-477b-4fa8-9968-496074483cee",
}
