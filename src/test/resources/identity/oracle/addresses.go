// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strconv"
	"strings"

	"github.com/asaskevich/govalidator"
)

// A text, whether the library that the original uses takes it for an address, and how Go quotes it.
type addressCase struct {
	Text   string `json:"text"`
	Valid  bool   `json:"valid"`
	Quoted string `json:"quoted"`
}

func addresses() []addressCase {
	var cases []addressCase
	add := func(text string) {
		cases = append(cases, addressCase{text, govalidator.IsEmail(text), strconv.Quote(text)})
	}
	for _, text := range chosenAddresses {
		add(text)
	}
	for c := rune(0); c < 0x100; c++ {
		add("a" + string(c) + "b@x.io")
		add("a@x" + string(c) + "y.io")
		add("a@x.i" + string(c) + "o")
	}
	for _, c := range "\ud7ff\uf8ff\uf900\ufdcf\ufdd0\ufdef\ufdf0\uffef\ufff0\ufffd\u00ad\u2028\u3000\u0300\u0378" {
		add("a" + string(c) + "@x.io")
		add("a@" + string(c) + ".io")
		add("a@x." + string(c))
	}
	for range 300 {
		add(soup(5, "a", "b1", ".", "+", "é", "_", "-", "\"", " ") + pick([]string{"@", "@", "@", "@@", ""}) +
			soup(6, "a", "1", ".", ".", "-", "_", "~", "é", "co") + pick([]string{".io", ".com.", ".c1", ".1c", "", ".é", ".c-m", ".c_", ".."}))
	}
	return cases
}

var chosenAddresses = []string{
	"alice@example.com", "A@B.COM", "a+b@x.io", "a'b@x.io", "a@x.c", "a@x_y.io", "a@b..c.com", "a@b.com.", "é@x.io", "user@münchen.de",
	"a@localhost", "a@b.c1", "a@x.1c", "a@b..com", "a@1.2.3.4", "a@[1.2.3.4]", "a..b@x.io", ".a@x.io", "a.@x.io", "a@-x.io", "a@x-.io", `"a b"@x.io`, `""@x.io`, `"ab"@x.io`, " a@x.io", "a@x.io\n", "😀@x.io",
	`"@x.io`, `"a"b"@x.io`, "", "@", "a@", "@x.io", "foo.com", "a@x.io ", "a@b.com..", "a@.com", "a@b.", "a@b", "a@x.io@y.io", "a@b.c-d", "a@b.c.d.e.f", "a@é.é", "a@x.io\x00", strings.Repeat("a", 300) + "@x.io",
}
