// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A JSON value as a token holds it, and the text that a certificate says. Whole numbers are plain decimals at the top, which
// is where the original is heading and what DECISIONS.md promises; everything nested prints as fmt does.
type claimCase struct {
	JSON    string `json:"json"`
	Text    string `json:"text"`
	Refused bool   `json:"refused,omitempty"`
}

func claim(in string) claimCase {
	var value any
	if err := json.Unmarshal([]byte(in), &value); err != nil {
		if strings.Contains(err.Error(), "cannot unmarshal number") {
			return claimCase{JSON: in, Refused: true}
		}
		panic(in + ": " + err.Error())
	}
	if number, ok := value.(float64); ok {
		return claimCase{JSON: in, Text: strconv.FormatFloat(number, 'f', -1, 64)}
	}
	return claimCase{JSON: in, Text: fmt.Sprintf("%v", value)}
}

func claims() []claimCase {
	var cases []claimCase
	for _, in := range chosenClaims {
		cases = append(cases, claim(in))
	}
	for range 120 {
		number := randomNumber()
		cases = append(cases, claim(number), claim("["+number+"]"))
	}
	for range 80 {
		cases = append(cases, claim(randomJSON(3)))
	}
	return cases
}

func randomNumber() string {
	switch random.IntN(5) {
	case 0:
		for {
			f := math.Float64frombits(random.Uint64())
			if !math.IsNaN(f) && !math.IsInf(f, 0) {
				return strconv.FormatFloat(f, 'e', -1, 64)
			}
		}
	case 1:
		return strconv.FormatInt(random.Int64()>>random.IntN(63), 10)
	case 2:
		return strconv.FormatFloat(random.Float64()*math.Pow(10, float64(random.IntN(30)-8)), 'f', random.IntN(12), 64)
	case 3:
		return fmt.Sprintf("-%d.%d", random.IntN(1000), random.IntN(100000))
	default:
		return fmt.Sprintf("%de%d", 1+random.IntN(99), random.IntN(640)-330)
	}
}

func randomJSON(depth int) string {
	switch random.IntN(8) {
	case 0:
		return "null"
	case 1:
		return pick([]string{"true", "false"})
	case 2:
		return randomNumber1e308()
	case 3, 4:
		if depth == 0 {
			return `""`
		}
		var parts []string
		for range random.IntN(4) {
			parts = append(parts, randomJSON(depth-1))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case 5, 6:
		if depth == 0 {
			return "{}"
		}
		seen := map[string]bool{}
		var parts []string
		for range random.IntN(5) {
			name := pick([]string{"a", "b", "A", "10", "9", "", "é", "z z", "\uffee", "😀", "_"})
			if !seen[name] {
				seen[name] = true
				parts = append(parts, strconv.Quote(name)+":"+randomJSON(depth-1))
			}
		}
		return "{" + strings.Join(parts, ",") + "}"
	default:
		return pick([]string{`"x"`, `"a b"`, `""`, `"é"`, `"\""`, `"[1]"`})
	}
}

func randomNumber1e308() string {
	for {
		number := randomNumber()
		if f, err := strconv.ParseFloat(number, 64); err == nil && !math.IsInf(f, 0) {
			return number
		}
	}
}

var chosenClaims = []string{
	`"bar"`, `""`, `true`, `false`, `1`, `1.0`, `1.4`, `1.7`, `1000000`, `1753000000`, `45289`, `1e22`, `1e21`, `12345678901234567890`, `12345.678`, `0.00001`, `100000`,
	`1234567890123`, `-0.0`, `-0`, `0`, `0.0`, `-1`, `1e400`, `-1e400`, `[1e400]`, `{"a":{"b":1e400}}`, `1e-400`, `-1e-400`, `5e-324`, `4.9e-324`, `1e-323`, `2e-323`, `1.5e-323`, `2.2250738585072014e-308`,
	`1.7976931348623157e308`, `1.7976931348623159e308`, `9007199254740993`, `9007199254740992`, `123456789012345678`, `999999999999999`, `9999999999999999`, `0.1`, `1e5`, `1e6`, `1E2`, `1e+2`, `2e23`, `9.5e-5`, `0.0001`,
	`[1,100000,1000000,123456789,0.00001,1e21,true,null,"x",{"k":1}]`, `[5e-324,1e-323,-0.0,0,100000,999999,1000000,0.0001,0.00001,1e20,1e21,1.5e300,-2.5e-7,1234567.5,123456.5]`,
	`["a b","c"]`, `{"a":"x","b":1}`, `{}`, `[]`, `{"A":{},"b":{"z":1e-7,"a":[]}}`, `{"10":1,"9":2,"B":3,"a":4}`, `{"\uffee":1,"😀":2,"é":3,"z":4}`, `[[],[[]],{}]`, `[null]`, `{"a":null}`, `"\u0000"`, `"<nil>"`, `" "`,
}
