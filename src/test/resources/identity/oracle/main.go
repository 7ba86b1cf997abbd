// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

// Writes expected.json: what Go's standard library, which the original is built on, makes of URIs, claims, claim templates
// and addresses. Run with Go 1.26 in this folder:
//
//	go run . > expected.json
//
// The random cases come from a fixed seed, so the same Go version writes the same file.
package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
)

type oracle struct {
	About     string         `json:"about"`
	URIs      []uriCase      `json:"uris"`
	Claims    []claimCase    `json:"claims"`
	Templates []templateCase `json:"templates"`
	Addresses []addressCase  `json:"addresses"`
}

var random = rand.New(rand.NewPCG(7, 57264))

func pick[T any](from []T) T { return from[random.IntN(len(from))] }

func main() {
	out := oracle{
		About:     "Written by main.go beside this file; do not edit.",
		URIs:      uris(),
		Claims:    claims(),
		Templates: templates(),
		Addresses: addresses(),
	}
	// One case a line, so that a change shows as one.
	fmt.Printf("{\n\"about\": %q", out.About)
	section("uris", out.URIs)
	section("claims", out.Claims)
	section("templates", out.Templates)
	section("addresses", out.Addresses)
	fmt.Println("\n}")
	fmt.Fprintln(os.Stderr, len(out.URIs), len(out.Claims), len(out.Templates), len(out.Addresses))
}

func section[T any](name string, cases []T) {
	fmt.Printf(",\n%q: [", name)
	for i, c := range cases {
		line, err := json.Marshal(c)
		if err != nil {
			panic(err)
		}
		if i > 0 {
			fmt.Print(",")
		}
		fmt.Printf("\n%s", line)
	}
	fmt.Print("\n]")
}
