/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trustroot;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.ServedAddresses.Services;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.ClientTrustConfig;
import dev.bulla.ca.sigstore.DocumentWriter;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.CertificateDer;
import dev.bulla.ca.x509.PemWriter;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that verifiers may want to have of a server, by the names that their tools know. */
public final class TrustDocuments {
    public static final String TRUSTED_ROOT = "trusted_root.json";
    public static final String SIGNING_CONFIG = "signing_config.v0.2.json";
    public static final String TRUST_CONFIG = "trust_config.json";
    public static final String CERTIFICATES = "fulcio_v1.crt.pem";
    public static final String LOG_KEY = "ctfe.pub";

    private final ClientTrustConfig config;
    private final OwnTrust own;

    private TrustDocuments(ClientTrustConfig config, OwnTrust own) {
        this.config = config;
        this.own = own;
    }

    /** What a data folder has now, for a server that is found there. */
    public static TrustDocuments read(DataFolder folder, Services services) throws IOException {
        var own = OwnTrust.read(folder, services);
        return new TrustDocuments(new Assembly(own, services).documents(), own);
    }

    public OwnTrust own() {
        return own;
    }

    public ClientTrustConfig config() {
        return config;
    }

    /** The content of each, by its name. */
    public Map<String, Bytes> files() {
        var files = new LinkedHashMap<String, Bytes>();
        files.put(TRUSTED_ROOT, Bytes.utf8(DocumentWriter.text(config.trustedRoot())));
        files.put(SIGNING_CONFIG, Bytes.utf8(DocumentWriter.text(config.signingConfig())));
        files.put(TRUST_CONFIG, Bytes.utf8(DocumentWriter.text(config)));
        pem(certificates(own.authorities())).ifPresent(pem -> files.put(CERTIFICATES, pem));
        logKeys().forEach((name, log) -> files.put(name, key(log)));
        // Their tools know the names of one such chain only, and want that which stamps now.
        own.stamping().ifPresent(tsa -> timestamper(tsa, files));
        return files;
    }

    /** The key of one log, or of each with the name of its log: verifiers need those that have ended, and the next one. */
    public Map<String, LogInstance> logKeys() {
        var keys = new LinkedHashMap<String, LogInstance>();
        var one = own.logs().size() == 1;
        own.logs().forEach(named -> keys.put(one ? LOG_KEY : "ctfe_" + named.name() + ".pub", named.log()));
        return keys;
    }

    /** Every certificate of every chain, once. */
    public static Collection<X509Certificate> certificates(List<Authority> authorities) {
        var certificates = new LinkedHashSet<X509Certificate>();
        authorities.forEach(authority -> certificates.addAll(authority.chain()));
        return certificates;
    }

    private static void timestamper(Authority tsa, Map<String, Bytes> files) {
        var chain = tsa.chain();
        files.put("tsa_leaf.crt.pem", pem(List.of(tsa.signer())).orElseThrow());
        for (var i = 1; i < chain.size() - 1; i++) {
            files.put(
                    "tsa_intermediate_" + (i - 1) + ".crt.pem",
                    pem(List.of(chain.get(i))).orElseThrow());
        }
        files.put("tsa_root.crt.pem", pem(List.of(tsa.root())).orElseThrow());
    }

    private static Optional<Bytes> pem(Collection<X509Certificate> certificates) {
        var pem = new StringBuilder();
        certificates.forEach(certificate -> pem.append(PemWriter.text("CERTIFICATE", CertificateDer.of(certificate))));
        return pem.isEmpty() ? Optional.empty() : Optional.of(Bytes.utf8(pem.toString()));
    }

    private static Bytes key(LogInstance log) {
        return Bytes.utf8(PemWriter.text("PUBLIC KEY", log.keyInfo().array()));
    }
}
