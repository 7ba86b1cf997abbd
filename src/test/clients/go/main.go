// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

// Command sigstore-go does with the library of that name what it is asked to: one request in JSON on each line that comes in, one
// answer on each that goes out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/sigstore/sigstore-go/pkg/bundle"
	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore-go/pkg/sign"
	"github.com/sigstore/sigstore-go/pkg/tuf"
	"github.com/sigstore/sigstore-go/pkg/verify"
	oldtuf "github.com/sigstore/sigstore/pkg/tuf"
	"google.golang.org/protobuf/encoding/protojson"
)

const patience = 30 * time.Second

type request struct {
	Do   string
	With ask
}

type ask struct {
	TrustedRoot   string
	SigningConfig string
	Token         string
	Artifact      string
	Bundle        string
	Identity      string
	Issuer        string
	Entries       int
	Tuf           string
	TufRoot       string
	TufCache      string
	Target        string
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	// Tokens are long.
	lines.Buffer(nil, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := answers.Encode(answer(lines.Bytes())); err != nil {
			panic(err)
		}
	}
}

func answer(line []byte) string {
	var r request
	err := json.Unmarshal(line, &r)
	if err == nil {
		err = r.work()
	}
	if err != nil {
		return kinds(err) + ": " + err.Error()
	}
	return "done"
}

func (r request) work() error {
	switch r.Do {
	case "sign":
		return r.With.sign(func(content []byte) sign.Content { return &sign.PlainData{Data: content} })
	case "attest":
		return r.With.sign(func(content []byte) sign.Content {
			return &sign.DSSEData{Data: content, PayloadType: "application/vnd.in-toto+json"}
		})
	case "verify":
		return r.With.verify()
	case "readWithFirstTuf":
		return r.With.readWithFirstTuf()
	}
	return fmt.Errorf("nothing that can be done: %s", r.Do)
}

func (a ask) sign(how func([]byte) sign.Content) error {
	trust, err := a.trust()
	if err != nil {
		return err
	}
	config, err := a.config()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(a.Artifact)
	if err != nil {
		return err
	}
	options := sign.BundleOptions{
		TrustedRoot:                trust,
		CertificateProviderOptions: &sign.CertificateProviderOptions{IDToken: a.Token},
	}
	if err := services(config, &options); err != nil {
		return err
	}
	keys, err := sign.NewEphemeralKeypair(nil)
	if err != nil {
		return err
	}
	made, err := sign.Bundle(how(content), keys, options)
	if err != nil {
		return err
	}
	document, err := protojson.Marshal(made)
	if err != nil {
		return err
	}
	return os.WriteFile(a.Bundle, document, 0o600)
}

// Whom a signing configuration names: a Rekor only if it does.
func services(config *root.SigningConfig, options *sign.BundleOptions) error {
	now := time.Now()
	authority, err := root.SelectService(config.FulcioCertificateAuthorityURLs(), sign.FulcioAPIVersions, now)
	if err != nil {
		return err
	}
	options.CertificateProvider = sign.NewFulcio(&sign.FulcioOptions{BaseURL: authority.URL, Timeout: patience})
	stamps, err := root.SelectServices(
		config.TimestampAuthorityURLs(), config.TimestampAuthorityURLsConfig(), sign.TimestampAuthorityAPIVersions, now)
	if err != nil {
		return err
	}
	for _, service := range stamps {
		options.TimestampAuthorities = append(options.TimestampAuthorities,
			sign.NewTimestampAuthority(&sign.TimestampAuthorityOptions{URL: service.URL, Timeout: patience}))
	}
	if len(config.RekorLogURLs()) == 0 {
		return nil
	}
	logs, err := root.SelectServices(config.RekorLogURLs(), config.RekorLogURLsConfig(), sign.RekorAPIVersions, now)
	if err != nil {
		return err
	}
	for _, service := range logs {
		options.TransparencyLogs = append(options.TransparencyLogs,
			sign.NewRekor(&sign.RekorOptions{BaseURL: service.URL, Timeout: patience, Version: service.MajorAPIVersion}))
	}
	return nil
}

// With an entry of a Rekor, or with none and timestamps alone.
func (a ask) verify() error {
	trust, err := a.trust()
	if err != nil {
		return err
	}
	entity, err := bundle.LoadJSONFromPath(a.Bundle)
	if err != nil {
		return err
	}
	artifact, err := os.Open(a.Artifact)
	if err != nil {
		return err
	}
	defer artifact.Close()
	identity, err := verify.NewShortCertificateIdentity(a.Issuer, "", a.Identity, "")
	if err != nil {
		return err
	}
	options := []verify.VerifierOption{verify.WithSignedCertificateTimestamps(1), verify.WithSignedTimestamps(1)}
	if a.Entries > 0 {
		options = append(options, verify.WithTransparencyLog(a.Entries))
	}
	verifier, err := verify.NewVerifier(trust, options...)
	if err != nil {
		return err
	}
	_, err = verifier.Verify(entity, verify.NewPolicy(verify.WithArtifact(artifact), verify.WithCertificateIdentity(identity)))
	return err
}

func (a ask) trust() (*root.TrustedRoot, error) {
	if a.Tuf == "" {
		return root.NewTrustedRootFromPath(a.TrustedRoot)
	}
	repository, err := a.repository()
	if err != nil {
		return nil, err
	}
	return root.GetTrustedRoot(repository)
}

func (a ask) config() (*root.SigningConfig, error) {
	if a.Tuf == "" {
		return root.NewSigningConfigFromPath(a.SigningConfig)
	}
	repository, err := a.repository()
	if err != nil {
		return nil, err
	}
	return root.GetSigningConfig(repository)
}

func (a ask) repository() (*tuf.Client, error) {
	first, err := os.ReadFile(a.TufRoot)
	if err != nil {
		return nil, err
	}
	return tuf.New(&tuf.Options{Root: first, RepositoryBaseURL: a.Tuf, CachePath: a.TufCache})
}

// With the first generation of go-tuf, by which policy-controller and Kyverno read a repository.
func (a ask) readWithFirstTuf() error {
	first, err := os.ReadFile(a.TufRoot)
	if err != nil {
		return err
	}
	if err := os.Setenv("TUF_ROOT", a.TufCache); err != nil {
		return err
	}
	if err := oldtuf.Initialize(context.Background(), a.Tuf, first); err != nil {
		return err
	}
	client, err := oldtuf.NewFromEnv(context.Background())
	if err != nil {
		return err
	}
	target, err := client.GetTarget(a.Target)
	if err != nil {
		return err
	}
	return os.WriteFile(a.Artifact, target, 0o600)
}

// The types of an error and of those in it.
func kinds(err error) string {
	var kinds []string
	for ; err != nil; err = errors.Unwrap(err) {
		kinds = append(kinds, fmt.Sprintf("%T", err))
	}
	return strings.Join(kinds, " ")
}
