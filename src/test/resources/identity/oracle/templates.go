// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"text/template"
)

// A template over the fixed data, and one of: its text, the name of the key that is missing, or the step at which Go refuses it
// ("parse" or "run"). What was changed at random may lie outside of what Bulla supports, and then it has to be refused at start. What is
// unsupported is refused whatever Go says.
type templateCase struct {
	Template string `json:"template"`
	Out      string `json:"out"`
	Missing  string `json:"missing,omitempty"`
	Refused  string `json:"refused,omitempty"`
	Changed  bool   `json:"changed,omitempty"`

	Unsupported bool `json:"unsupported,omitempty"`
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
		c.Refused = "parse"
		return c
	}
	var out bytes.Buffer
	if err := parsed.Execute(&out, data); err != nil {
		if m := missing.FindStringSubmatch(err.Error()); m != nil {
			c.Missing = m[1]
		} else {
			c.Refused = "run"
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
	for _, text := range refusedTemplates {
		cases = append(cases, run(text, false))
	}
	for range 900 {
		g := &grammar{}
		text := g.steps(3)
		if !strings.Contains(text, "{{") {
			continue
		}
		if c := run(text, false); len(text) < 300 && len(c.Out) < 500 {
			cases = append(cases, c)
		}
		if random.IntN(2) == 0 && len(text) < 200 {
			if changed := change(text); strings.Contains(changed, "{{") {
				cases = append(cases, run(changed, true))
			}
		}
	}
	for _, text := range unsupported {
		cases = append(cases, templateCase{Template: text, Unsupported: true})
	}
	return cases
}

// Writes templates of the whole grammar, with variables that exist where they are used.
type grammar struct {
	variables []string
	loops     int
}

var blocks int

func (g *grammar) steps(depth int) string {
	var b strings.Builder
	before := len(g.variables)
	for range 1 + random.IntN(4) {
		switch random.IntN(12) {
		case 0, 1:
			b.WriteString(pick([]string{"/", "a b", " ", "\n\t", "refs/", "}}", "{", "é😀", "\"", "//"}))
		case 2, 3, 4:
			b.WriteString(action(g.pipeline(2)))
		case 5:
			b.WriteString(pick([]string{"{{/* a comment */}}", "{{- /* trimmed {{ }} */ -}}", "{{/* a\nb */ -}}", "{{- /**/}}"}))
		case 6:
			value := g.pipeline(1)
			if len(g.variables) > 0 && random.IntN(3) == 0 {
				b.WriteString(action(pick(g.variables) + " = " + value))
			} else {
				b.WriteString(action(g.declare() + pick([]string{" := ", ":="}) + value))
			}
		default:
			if depth > 0 {
				b.WriteString(g.control(depth - 1))
			}
		}
	}
	g.variables = g.variables[:before]
	return b.String()
}

func (g *grammar) declare() string {
	name := pick([]string{"$x", "$y", "$long_name", "$é"})
	g.variables = append(g.variables, name)
	return name
}

func (g *grammar) control(depth int) string {
	before := len(g.variables)
	defer func() { g.variables = g.variables[:before] }()
	switch random.IntN(5) {
	case 0, 1:
		text := action("if "+g.assigned()) + g.steps(depth)
		if random.IntN(3) == 0 {
			text += action("else if "+g.pipeline(2)) + g.steps(depth)
		}
		return text + g.otherwise(depth)
	case 2:
		return action("with "+g.assigned()) + g.steps(depth) + g.otherwise(depth)
	case 3:
		over := pick([]string{".", "$", "3", "0", "(len .ref)", ".ref", "(index .ref 0 | printf \"%d\" | len)"})
		switch random.IntN(3) {
		case 0:
			over = g.declare() + ", " + g.declare() + " := " + over
		case 1:
			over = g.declare() + " := " + over
		}
		g.loops++
		body := g.steps(depth)
		if random.IntN(3) == 0 {
			body += "{{if " + g.operand() + "}}{{" + pick([]string{"break", "continue"}) + "}}{{end}}" + g.steps(depth)
		}
		g.loops--
		return action("range "+over) + body + g.otherwise(depth)
	default:
		inner := &grammar{}
		dot := pick([]string{" .", " $", " .ref", " \"text\"", " 7"})
		blocks++
		name := fmt.Sprintf(pick([]string{"%q", "`%s`"}), fmt.Sprint("block ", blocks))
		return "{{block " + name + dot + "}}" + inner.steps(depth) + "{{end}}"
	}
}

func (g *grammar) assigned() string {
	if random.IntN(4) == 0 {
		value := g.pipeline(1)
		return g.declare() + " := " + value
	}
	return g.pipeline(2)
}

func (g *grammar) otherwise(depth int) string {
	if random.IntN(2) == 0 {
		return action("end")
	}
	return action("else") + g.steps(depth) + action("end")
}

func (g *grammar) pipeline(depth int) string {
	text := g.command(depth)
	for random.IntN(4) == 0 {
		text += pick([]string{" | ", "|"}) + pick([]string{"len", "print", "println", "html", "js", "urlquery", "not", "printf \"%v!\"", "printf \"<%q>\"", "printf \"%v%%\"",
			"eq \"main\" ", "ne .ref", "and .url", "or .empty", "slice", "printf \"%v\"", "index .", "print 1 2", "lt 3", "ge \"b\""})
	}
	return text
}

func (g *grammar) command(depth int) string {
	if random.IntN(2) == 0 {
		return g.operand()
	}
	one := func() string { return " " + blank() + g.argument(depth) }
	switch random.IntN(10) {
	case 0:
		return pick([]string{"and", "or"}) + one() + one() + pick([]string{"", one()})
	case 1:
		return "not" + one()
	case 2, 3:
		return "eq" + one() + one() + pick([]string{"", "", one()})
	case 4:
		return pick([]string{"ne", "lt", "le", "gt", "ge"}) + one() + one()
	case 5:
		return "index . " + pick([]string{`"ref"`, `"with.dot.and/slash"`, `"absent"`, "$.ref", ".ref_type"})
	case 6:
		return "slice" + one() + pick([]string{"", " 0", " 1 3", " 2 2", " 0 99", " 3 1"})
	case 7:
		return pick([]string{"print", "println", "html", "js", "urlquery"}) + one() + pick([]string{"", one(), one() + one()})
	case 8:
		return `printf "%s/%v-%q" ` + g.textArgument() + one() + " " + g.textArgument()
	default:
		return "len" + one()
	}
}

func (g *grammar) textArgument() string {
	return pick([]string{".url", ".html", `"x"`, `$.ref`, "(print 1 `a`)"})
}

func (g *grammar) argument(depth int) string {
	if depth > 0 && random.IntN(4) == 0 {
		return "(" + blank() + g.pipeline(depth-1) + blank() + ")"
	}
	return g.operand()
}

func (g *grammar) operand() string {
	if len(g.variables) > 0 && random.IntN(3) == 0 {
		return pick(g.variables)
	}
	switch random.IntN(10) {
	case 0:
		return pick([]string{"0", "1", "-7", "+5", "0x1F", "1.5e3", "1.0", "2.50", "1e6", ".5", "1e-7", "'a'", `'\''`, "'é'", "'\\n'", "true", "false"})
	case 1:
		return pick([]string{".", "$", "$.ref", "(.).url", "($).empty"})
	default:
		return operand()
	}
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

// More of the grammar, by hand.
var refusedTemplates = []string{
	`{{}}`, `{{ }}`, `{{`, `{{ .url`, `{{ .url }`, `{{ foo }}`, `{{ .url | foo }}`, `{{ $y }}`, `{{else}}`, `{{end}}`, `{{if}}a{{end}}`, `{{if eq .url "a"}}`, `{{if eq .url "a"}}{{else}}{{else}}{{end}}`, `{{ "abc }}`, "{{ `abc }}", `{{ "a` + "\n" + `b" }}`, `{{break}}`, `{{ .url .ref }}`, `{{ .url.x }}`, `{{ . }}`, `{{if eq . ""}}foo{{else}}bar{{end}}`, `{{/* open`, `{{/* open }}`, `{{ /* blank */ }}`, `{{/* c */ }}`, `{{- }}`, `{{ -}}`, `{{-.url}}`, `{{.url-}}`, `{{.url"x"}}`, `{{"x".url}}`, `{{(.url}}`, `{{.url)}}`, `{{()}}`, `{{index}}`, `{{index .}}`, `{{index . url}}`, `{{index .url "x"}}`, `{{index . "a" "b"}}`, `{{if eq .url}}a{{end}}`, `{{if eq}}a{{end}}`, `{{ nil }}`, `{{ template "zz" }}`, `{{ define "x" }}`, `{{ 'a' }}`, `{{ 1 }}`, `{{ true }}`, `{{ .1 }}`, `{{ ..a }}`, `{{ .-a }}`, `{{ end .url }}`, `{{ else .url }}`, `{{"\q"}}`, `{{"\x41"}}`, `{{"\101"}}`, `{{"\'"}}`, `{{"\u12"}}`, `{{"\ud800"}}`, `{{"\U00110000"}}`, `{{if eq .ref_type "branch" "tag"}}a{{end}}`, `{{if .url}}a{{end}}`, `{{if ne .url "a"}}a{{end}}`, `{{ eq .url "a" }}`, `{{if eq .url true}}a{{end}}`, `{{if eq .tag_type "branch"}}a{{else if eq .ref "main"}}b{{else}}c{{end}}`, `{{ len .url }}`, `{{ .url | printf "%s" }}`, `{{ printf "%q" .url }}`, `{{range 3}}x{{end}}`, `{{with .url}}x{{end}}`, `{{ $x := .url }}{{ $x }}`, `{{ html .html }}`, `{{ or .empty "z" }}`, `{{if eq .url "a"}}x{{end}}{{end}}`, `{{ .url, }}`, `{{.url}}{{`,
	`{{ range 3 }}x{{end}}`, `{{ range . }}{{.}},{{end}}`, `{{ range $k, $v := . }}{{$k}}={{$v}};{{end}}`, `{{ range $i := 3 }}{{$i}}{{else}}none{{end}}`, `{{ range 0 }}x{{else}}none{{end}}`, `{{ range $x := 0 }}x{{else}}{{$x}}{{end}}`, `{{ range $k, $v := 3 }}x{{end}}`,
	`{{ range .ref }}x{{end}}`, `{{ range 1.5 }}x{{end}}`, `{{ range -1 }}x{{else}}y{{end}}`, `{{ range true }}{{end}}`, `{{ range 5 }}{{if eq . 2}}{{continue}}{{end}}{{.}}{{if eq . 3}}{{break}}{{end}}{{end}}`, `{{ $x := 1 }}{{ range 3 }}{{ $x = . }}{{ end }}{{ $x }}`, `{{ $x := 1 }}{{ range 3 }}{{ $x := . }}{{ end }}{{ $x }}`,
	`{{ $k := "" }}{{ $v := "" }}{{ range $k, $v = . }}{{ end }}{{ $k }}{{ $v }}`, `{{ $v := "" }}{{ range $v = 3 }}{{ end }}{{ $v }}`, `{{ range $i, $e := . }}{{ if eq $i "ref" }}{{ $e }}{{ end }}{{ end }}`, `{{ range . }}{{ $.ref }}{{ break }}{{ end }}`, `{{ len . }}`, `{{ . }}`, `{{ print . }}`, `{{ printf "%v" . }}`, `{{ printf "%s" . }}`,
	`{{ with .url }}{{ . }}{{ end }}`, `{{ with .empty }}x{{ else }}y{{ end }}`, `{{ with .empty }}x{{ else with .ref }}{{ . }}{{ end }}`, `{{ with $x := .url }}{{ $x }}{{ . }}{{ end }}`, `{{ with . }}{{ .ref }}{{ end }}`, `{{ with .url }}{{ .ref }}{{ end }}`, `{{ with .absent }}x{{ end }}`, `{{ if .absent }}x{{ end }}`, `{{ if .empty }}a{{else if .url}}b{{end}}`, `{{ if .empty }}a{{else with .url}}b{{end}}`,
	`{{ define "t" }}T{{.}}{{end}}{{ template "t" .ref }}`, `{{ template "t" .ref }}{{ define "t" }}T{{.}}{{end}}`, `{{ define "t" }}{{ . }}{{end}}{{ template "t" }}`, `{{ define "t" }}{{ .x }}{{end}}{{ template "t" }}`, `{{ define "t" }}{{ $.ref }}{{end}}{{ template "t" . }}`, `{{ $x := 1 }}{{ define "t" }}{{ $x }}{{end}}`, `{{ define "t" }}a{{end}}{{ define "t" }}b{{end}}`, `{{ define "t" }}a{{end}}{{ define "t" }} {{end}}{{ template "t" }}`, `{{ define "t" }} {{end}}{{ define "t" }}b{{end}}{{ template "t" }}`,
	`{{ if true }}{{ define "t" }}{{end}}{{end}}`, `{{ block "b" .ref }}B{{ . }}{{ end }}`, `{{ block "b" . }}{{ .ref }}{{ end }}{{ template "b" . }}`, `{{ range 2 }}{{ block "b" . }}{{ break }}{{ end }}{{ end }}`, `{{ define "r" }}{{ template "r" }}{{ end }}{{ template "r" }}`, `{{ define "t" }}{{ return }}{{ end }}`, `{{ template .ref }}`, `{{ template "t" . . }}`, `{{ define t }}{{ end }}`, `{{ define "t" . }}{{ end }}`, `{{ define "t" }}`, `{{ define "t" }}{{ else }}{{ end }}`,
	`{{ $x := .url }}{{ $x }}`, `{{ $x := .absent }}`, `{{ $x = 1 }}`, `{{ $x := $x }}`, `{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}`, `{{ if $x := .url }}{{ $x }}{{ else }}{{ $x }}{{ end }}`, `{{ if $x := .empty }}{{ $x }}{{ else }}[{{ $x }}]{{ end }}`, `{{ $x:=1 }}{{$x}}`, `{{ $x=1 }}`, `{{ $x, $y := 1 }}`, `{{ $x := 1 }}{{ $x := "a" }}{{ $x }}`, `{{ $x := 1 }}{{ $x = "a" }}{{ $x }}`, `{{ $.url }}`, `{{ $x := . }}{{ $x.ref }}`, `{{ $ }}`, `{{ $x := 1 }}{{ $x.ref }}`, `{{ $x := 1 }}{{ $x 2 }}`,
	`{{ and .empty .absent }}`, `{{ or .url .absent }}`, `{{ and .url .absent }}`, `{{ .absent | and .empty }}`, `{{ or .empty "" 0 }}`, `{{ and 1 "a" .ref }}`, `{{ and }}`, `{{ not .empty }}`, `{{ not .url }}`, `{{ not }}`, `{{ not 1 2 }}`, `{{ or . 1 }}`,
	`{{ eq .url "a" "https://github.com" }}`, `{{ eq .url true }}`, `{{ eq 1 1.0 }}`, `{{ eq 1 1 }}`, `{{ eq 'a' 97 }}`, `{{ eq (index .url 0) 104 }}`, `{{ lt (index .url 0) 200 }}`, `{{ lt 3 (index .url 0) }}`, `{{ eq .url nil }}`, `{{ ne .url nil }}`, `{{ eq nil nil }}`, `{{ eq . . }}`, `{{ eq true true false }}`, `{{ lt true false }}`, `{{ lt "a" "b" }}`, `{{ lt "é" "z" }}`, `{{ lt "\uffee" "😀" }}`, `{{ ge 2 2 }}`, `{{ gt 1.5 1.25 }}`, `{{ le "a" 1 }}`, `{{ ne 1 2 3 }}`, `{{ eq 1 }}`, `{{ eq "a" 1 "a" }}`, `{{ eq "a" "a" 1 }}`,
	`{{ len .url }}`, `{{ len "é😀" }}`, `{{ len 3 }}`, `{{ len nil }}`, `{{ index .url 0 }}`, `{{ index .url 99 }}`, `{{ index .ref 4 }}`, `{{ index .url -1 }}`, `{{ index .url "a" }}`, `{{ index . 0 }}`, `{{ index . "ref" 0 }}`, `{{ index . .ref_type }}`, `{{ index "abc" 1 }}`, `{{ index nil 1 }}`, `{{ (index . "ref") }}`, `{{ slice .url 0 5 }}`, `{{ slice .url 5 }}`, `{{ slice .url }}`, `{{ slice .url 0 99 }}`, `{{ slice .url 3 1 }}`, `{{ slice .url "a" }}`, `{{ slice .url 0 1 1 }}`, `{{ slice . 0 1 }}`, `{{ slice "é" 0 2 }}`, `{{ slice 5 0 }}`,
	`{{ .url | printf "%s-%s" "q" }}`, `{{ print 1 2 "x" }}`, `{{ print "a" "b" 1 2 3 "c" }}`, `{{ println 1 "x" }}`, `{{ println }}`, `{{ print }}`, `{{ print nil }}`, `{{ print true false }}`, `{{ print 1.5 1e21 1e-5 100000.0 1000000.0 }}`, `{{ printf "%q" .url }}`, `{{ printf "%d" 5 }}`, `{{ printf "%d" (index .url 0) }}`, `{{ printf "%v %v %v %v" 1 "a" true 1.5 }}`, `{{ printf "100%%" }}`, `{{ printf "%q" "a\"b\n\u00e9\u200b" }}`, `{{ printf "%v" nil }}`,
	`{{ html .html }}`, `{{ js .html }}`, `{{ urlquery .html }}`, `{{ html "a'b\"c&d" "x" 1 2 }}`, `{{ js "a'b\"c\\d=e&f<g>\n\u2028é😀\u200b" }}`, `{{ urlquery "a b/c?d=e&f~g-h_i.j+k%é" }}`, `{{ html 5 }}`, `{{ html nil }}`, `{{ js true 1 }}`, `{{ html }}`,
	`{{ 'a' }}`, `{{ '\n' }}`, `{{ 'ab' }}`, `{{ '' }}`, `{{ '\"' }}`, `{{ "\'" }}`, `{{ 1.5e3 }}`, `{{ 1e6 }}`, `{{ 1e5 }}`, `{{ 0x1F }}`, `{{ -5 }}`, `{{ +5 }}`, `{{ -0 }}`, `{{ .5 }}`, `{{ 5. }}`, `{{ 1.5.2 }}`, `{{ 089 }}`, `{{ 1a }}`, `{{ - }}`, `{{ 9223372036854775807 }}`, `{{ 9223372036854775808 }}`, `{{ 1e400 }}`, `{{ "\x41\u00e9\U0001F600\101" }}`, `{{ "\400" }}`, `{{ "\u12" }}`,
	`{{ .url.ref }}`, `{{ .url .ref }}`, `{{ "a" .ref }}`, `{{ . .ref }}`, `{{ (.url).ref }}`, `{{ (.) }}`, `{{ (.).ref }}`, `{{ "a".ref }}`, `{{ 1.ref }}`, `{{ nil }}`, `{{ true }}`, `{{ .url | .ref }}`, `{{ .url | "a" }}`, `{{ | len }}`, `{{ .url || len }}`, `{{ (.url | len) }}`, `{{ (len .url) | printf "%d" }}`, `{{ ((len .url)) }}`, `{{ ( }}`, `{{ ) }}`, `{{ if }}{{end}}`, `{{ range }}{{end}}`, `{{ end }}`, `{{ break }}`, `{{ range 3 }}{{ break x }}{{ end }}`, `{{ printf"a" }}`, `{{ len(.url) }}`, `{{ print(1)(2) }}`, `{{ print "a""b" }}`, `{{ print .url.ref }}`, `{{ print (.).url }}`, `{{- 3 -}}`, `{{-3}}`, `{{3-}}`, `{{ print 3 -}} x`, `{{print len}}`, `{{ foo }}`, `{{ .url, }}`, `{{ : }}`, `{{ := 1 }}`, `{{ = 1 }}`, `{{ ! }}`, `{{ @ }}`, `{{ é }}`, "{{ .url\u00a0}}", `{{else if true}}`, `{{if true}}{{else}}{{else if true}}{{end}}`, `{{if true}}a{{else if}}b{{end}}`, `{{ template "t" }}`, `{{ block "b" }}x{{end}}`,
}

// What Go takes and Bulla does not. Some of it Go refuses too, or complains about in what it writes.
var unsupported = []string{
	`{{ if true }}{{ $x := 1 }}{{ else }}{{ $x }}{{ end }}`, `{{ .url | }}`,
	`{{ call .url }}`, `{{ printf "%x" 5 }}`, `{{ printf "%5s" .url }}`, `{{ printf "%-5d|" 5 }}`, `{{ printf "%s" }}`, `{{ printf "a" 1 }}`, `{{ printf "%d" .url }}`, `{{ printf "%s" 5 }}`, `{{ printf "%q" 97 }}`, `{{ printf .url }}`, `{{ printf "%" }}`, `{{ printf "%T" 1 }}`, `{{ printf "%[1]s" "a" }}`, `{{ .url | printf }}`, `{{ 0o17 }}`, `{{ 017 }}`, `{{ 0b11 }}`, `{{ 1_000 }}`, `{{ 1i }}`, `{{ 1+2i }}`, `{{ 0x1p4 }}`, `{{ "\xc3\xa9" }}`, `{{ print print }}`, `{{ ($x := 1) }}`, `{{ slice "é" 0 1 }}`, `{{ define "" }}x{{ end }}`, `{{ if false }}{{ nil }}{{ end }}`, `{{ if false }}{{ template "zz" }}{{ end }}`, `{{ if false }}{{ .url.ref }}{{ end }}`, `{{ range 1000000 }}{{ end }}`,
}
