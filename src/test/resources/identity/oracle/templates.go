// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"regexp"
	"strings"
	"text/template"
)

// A template over the fixed data, and one of: its text, the name of the key that is missing, or that it does not parse or
// always fails. What was changed at random may lie outside of what Bulla supports, and then it has to be refused at start.
type templateCase struct {
	Template string `json:"template"`
	Out      string `json:"out"`
	Missing  string `json:"missing,omitempty"`
	Refused  bool   `json:"refused,omitempty"`
	Changed  bool   `json:"changed,omitempty"`
}

var data = map[string]string{
	"url": "https://github.com", "ref_type": "branch", "tag_type": "tag", "ref": "main", "html": "<alert()/>", "empty": "", "_x9": "under", "é": "accent",
	"with.dot.and/slash": "cat", "quote\"d": "quoted", "tab\t": "tabbed",
}

var missing = regexp.MustCompile(`map has no entry for key "(.*)"`)

func run(text string, changed bool) templateCase {
	c := templateCase{Template: text, Changed: changed}
	parsed, err := template.New("").Option("missingkey=error").Parse(text)
	if err != nil {
		c.Refused = true
		return c
	}
	var out bytes.Buffer
	if err := parsed.Execute(&out, data); err != nil {
		if m := missing.FindStringSubmatch(err.Error()); m != nil {
			c.Missing = m[1]
		} else {
			c.Refused = true
		}
		return c
	}
	c.Out = out.String()
	return c
}

func templates() []templateCase {
	var cases []templateCase
	for _, text := range chosenTemplates {
		cases = append(cases, run(text, false))
	}
	for range 160 {
		text := randomTemplate(3)
		if !strings.Contains(text, "{{") {
			continue
		}
		cases = append(cases, run(text, false))
		if changed := change(text); strings.Contains(changed, "{{") {
			cases = append(cases, run(changed, true))
		}
	}
	for _, text := range malformed {
		cases = append(cases, run(text, true))
	}
	return cases
}

func randomTemplate(depth int) string {
	var b strings.Builder
	for range 1 + random.IntN(4) {
		switch random.IntN(6) {
		case 0, 1:
			b.WriteString(pick([]string{"/", "a b", " ", "\n\t", "refs/", "}}", "{", "é😀", "\"", "//"}))
		case 2, 3:
			b.WriteString(action(operand()))
		case 4:
			b.WriteString(pick([]string{"{{/* a comment */}}", "{{- /* trimmed {{ }} */ -}}", "{{/* a\nb */ -}}", "{{- /**/}}"}))
		default:
			if depth == 0 {
				continue
			}
			b.WriteString(action("if eq " + operand() + blank() + " " + operand()))
			b.WriteString(randomTemplate(depth - 1))
			if random.IntN(2) == 0 {
				b.WriteString(action("else") + randomTemplate(depth-1))
			}
			b.WriteString(action("end"))
		}
	}
	return b.String()
}

func action(inside string) string {
	return pick([]string{"{{", "{{ ", "{{- ", "{{\n"}) + inside + pick([]string{"}}", " }}", " -}}", "\t}}"})
}

func blank() string { return pick([]string{"", "", " ", "\t", "\n"}) }

func operand() string {
	switch random.IntN(9) {
	case 0:
		return `(index . "ref_type")`
	case 1:
		return `( index  . "with.dot.and/slash" )`
	case 2:
		return pick([]string{`"branch"`, "`branch`", `"tag"`, `"a\"b"`, `"\\\n\t\r"`, "`a\\b`", `""`, `"é"`})
	case 3:
		return `((.ref))`
	case 4:
		return pick([]string{".absent", `(index . "absent")`, ".Ref"})
	default:
		return pick([]string{".url", ".ref_type", ".tag_type", ".ref", ".html", ".empty", "._x9", ".é"})
	}
}

func change(text string) string {
	runes := []rune(text)
	at := random.IntN(len(runes))
	switch random.IntN(3) {
	case 0:
		return string(append(runes[:at:at], runes[at+1:]...))
	case 1:
		return string(runes[:at]) + pick([]string{" ", "{", "}", "(", ")", ".", "\"", "`", "-", "x", "|", "$", ",", "{{", "}}", "*/", "{{end}}", "{{else}}"}) + string(runes[at:])
	default:
		return string(runes[:at])
	}
}

var chosenTemplates = []string{
	`{{ .url }}/{{ .ref }}`, `{{ .html }}`, `{{ .empty }}`, `{{ .empty }}/123`, `{{ .absent }}`, `{{ index . "absent" }}`, `{{(index . "with.dot.and/slash")}}`, `{{index . "with.dot.and/slash"}}`,
	`refs/{{if eq .ref_type "branch"}}heads/{{ else }}tags/{{end}}{{ .ref }}`, `refs/{{if eq .tag_type "branch"}}heads/{{ else }}tags/{{end}}{{ .ref }}`,
	`{{if eq (index . "ref_type") "true"}}ssh-rerun{{ else }}""{{end}}`, `{{if eq .absent "branch"}}a{{end}}`, `{{if eq "branch" .ref_type}}a{{end}}`, `{{if eq .ref_type "branch"}}{{ .absent }}{{end}}`,
	`{{if eq .ref_type "tag"}}{{ .absent }}{{end}}x`, `{{if eq .empty .absent}}a{{end}}`, `a {{- .url -}} b`, "a \n\t{{- .url -}}\r\n b", `{{/* c */}}x`, `x {{- /* c */ -}} y`, `{{"literal"}}`, "{{`raw\r\nline`}}",
	`{{ index . "quote\"d" }}`, `{{ index . "tab\t" }}`, "{{ index . `with.dot.and/slash` }}", `{{"\\\"\a\b\f\n\r\t\v"}}`, "x\n{{ .m }}", `{{ .url }} }}`, `{{ .url }}{`, `{{((.url))}}`, `{{(((index . "ref")))}}`,
	"{{\n.url\n}}", `{{if (eq .ref_type "branch")}}y{{end}}`, `{{- .url}}`, `{{.url -}}`, `{{if eq .ref_type "branch"}}{{if eq .ref "main"}}both{{else}}one{{end}}{{end}}`, ` {{ .url }} `, `{{""}}`, `{{if eq .ref "x"}}a{{end}}`,
}

var malformed = []string{
	`{{}}`, `{{ }}`, `{{`, `{{ .url`, `{{ .url }`, `{{ foo }}`, `{{ .url | foo }}`, `{{ $y }}`, `{{else}}`, `{{end}}`, `{{if}}a{{end}}`, `{{if eq .url "a"}}`, `{{if eq .url "a"}}{{else}}{{else}}{{end}}`, `{{ "abc }}`, "{{ `abc }}", `{{ "a` + "\n" + `b" }}`,
	`{{break}}`, `{{ .url .ref }}`, `{{ .url.x }}`, `{{ . }}`, `{{if eq . ""}}foo{{else}}bar{{end}}`, `{{/* open`, `{{/* open }}`, `{{ /* blank */ }}`, `{{/* c */ }}`, `{{- }}`, `{{ -}}`, `{{-.url}}`, `{{.url-}}`, `{{.url"x"}}`, `{{"x".url}}`, `{{(.url}}`, `{{.url)}}`,
	`{{()}}`, `{{index}}`, `{{index .}}`, `{{index . url}}`, `{{index .url "x"}}`, `{{index . "a" "b"}}`, `{{if eq .url}}a{{end}}`, `{{if eq}}a{{end}}`, `{{ nil }}`, `{{ template "zz" }}`, `{{ define "x" }}`, `{{ 'a' }}`, `{{ 1 }}`, `{{ true }}`, `{{ .1 }}`, `{{ ..a }}`, `{{ .-a }}`,
	`{{ end .url }}`, `{{ else .url }}`, `{{"\q"}}`, `{{"\x41"}}`, `{{"\101"}}`, `{{"\'"}}`, `{{"\u12"}}`, `{{"\ud800"}}`, `{{"\U00110000"}}`, `{{if eq .ref_type "branch" "tag"}}a{{end}}`, `{{if .url}}a{{end}}`, `{{if ne .url "a"}}a{{end}}`, `{{ eq .url "a" }}`, `{{if eq .url true}}a{{end}}`,
	`{{if eq .tag_type "branch"}}a{{else if eq .ref "main"}}b{{else}}c{{end}}`, `{{ len .url }}`, `{{ .url | printf "%s" }}`, `{{ printf "%q" .url }}`, `{{range 3}}x{{end}}`, `{{with .url}}x{{end}}`, `{{ $x := .url }}{{ $x }}`, `{{ html .html }}`, `{{ or .empty "z" }}`, `{{if eq .url "a"}}x{{end}}{{end}}`, `{{ .url, }}`, `{{.url}}{{`,
}
