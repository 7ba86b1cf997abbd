// Copyright 2026 The Bulla Authors
// SPDX-License-Identifier: Apache-2.0

// Does with sigstore-js what it is asked to: one request in JSON on each line that comes in, one answer on each that goes out.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

// Resolved from where it runs, since it does not lie beside what was installed.
const load = createRequire(process.cwd() + '/');
const sigstore = load('sigstore');
const { bundleFromJSON, bundleToJSON } = load('@sigstore/bundle');
const { SigningConfig, TrustedRoot } = load('@sigstore/protobuf-specs');
const { bundleBuilderFromSigningConfig } = load('@sigstore/sign');
const { Verifier, toSignedEntity, toTrustMaterial } = load('@sigstore/verify');

const STATEMENT = 'application/vnd.in-toto+json';
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

const configured = async (ask, bundleType) => {
  const builder = bundleBuilderFromSigningConfig({
    signingConfig: SigningConfig.fromJSON(json(ask.signingConfig)),
    identityProvider: { getToken: async () => ask.token },
    bundleType,
    fetchOptions: { timeout: 20000, retry: 0 },
  });
  const bundle = await builder.create({ data: readFileSync(ask.artifact), type: STATEMENT });
  writeFileSync(ask.bundle, JSON.stringify(bundleToJSON(bundle)));
};

const todo = {
  // With all that a signing configuration names.
  sign: (ask) => configured(ask, 'messageSignature'),
  attest: (ask) => configured(ask, 'dsseEnvelope'),

  // With an authority and its time stamps alone.
  signStamped: async (ask) => {
    const bundle = await sigstore.sign(readFileSync(ask.artifact), {
      fulcioURL: ask.fulcio,
      tsaServerURL: ask.timestamps,
      identityToken: ask.token,
      tlogUpload: false,
      timeout: 20000,
      retry: 0,
    });
    writeFileSync(ask.bundle, JSON.stringify(bundle));
  },

  verify: async (ask) => {
    const bundle = bundleFromJSON(json(ask.bundle));
    const material = toTrustMaterial(TrustedRoot.fromJSON(json(ask.trustedRoot)));
    const signed = bundle.content.$case === 'dsseEnvelope' ? undefined : readFileSync(ask.artifact);
    new Verifier(material, { tlogThreshold: ask.entries }).verify(toSignedEntity(bundle, signed), {
      subjectAlternativeName: ask.identity,
      extensions: { issuer: ask.issuer },
    });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const ask = JSON.parse(line);
  let said = 'done';
  try {
    await todo[ask.do](ask.with);
  } catch (e) {
    said = `${e.constructor.name} ${e.code}: ${e.message}`;
  }
  console.log(JSON.stringify(said));
}
