/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.steps;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.x509.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Does each benchmark do its step? */
class StepsTest {
    private static final String CLAIMS = "1.3.6.1.4.1.57264.1.";
    private static final String PROMISES = "1.3.6.1.4.1.11129.2.4.2";
    private static final String POISON = "1.3.6.1.4.1.11129.2.4.3";
    private static final String SUBJECT = "repo:example-industries/rocket-telemetry:ref:refs/heads/main";

    @Test
    void requestsLeadToAProvenKey() throws Exception {
        var steps = new RequestSteps();
        steps.open();
        try {
            assertThat(steps.readRequest().token().length()).isBetween(1_500, 2_500);
            assertThat(steps.parseToken().issuer()).isEqualTo("https://token.actions.githubusercontent.com");
            assertThat(steps.verifyToken().subject()).isEqualTo(SUBJECT);
            assertThat(steps.identify().principal().extensions()).hasSize(22);
            assertThat(steps.permit().requester().challenge()).isEqualTo(SUBJECT);
            assertThat(ellipticBits(steps.proveByChallenge().publicKeyInfo())).isEqualTo(256);
            assertThat(ellipticBits(steps.proveByRequest().publicKeyInfo())).isEqualTo(256);

            steps.reserveToken();
            steps.reserveToken();
            var held = steps.permit().reserveToken();
            assertThatThrownBy(steps::reserveToken).hasMessageContaining("was brought again");
            held.release();
        } finally {
            steps.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"P256, 256, SHA256withECDSA", "P384, 384, SHA384withECDSA"})
    void aProvenKeyLeadsToAnAnswer(CaKeyType key, int bits, String algorithm) throws Exception {
        var steps = new CertificateSteps();
        steps.key = key;
        steps.open();
        try {
            var precertificate = certificate(steps.precertify().der());
            assertThat(precertificate.getCriticalExtensionOIDs()).contains(POISON);
            assertThat(precertificate.getSigAlgName()).isEqualTo(algorithm);
            assertThat(steps.admit().precertificate()).isPresent();

            var promise = ((LogReceipt.Logged) steps.precertifyAndLog()).timestamp();
            assertThat(promise.extensions().leafIndex().orElseThrow()).isPositive();

            var issued = steps.certify();
            var certificate = certificate(issued.der());
            var issuer = issued.chain().certificates().getFirst().getPublicKey();
            certificate.verify(issuer);
            assertThat(ellipticBits(issuer)).isEqualTo(bits);
            assertThat(certificate.getNonCriticalExtensionOIDs()).contains(PROMISES);
            assertThat(certificate.getNonCriticalExtensionOIDs().stream().filter(oid -> oid.startsWith(CLAIMS)))
                    .hasSize(22);

            assertThat(steps.record().outcome()).isInstanceOf(Decision.Issued.class);
            assertThat(leaf(steps.answer()).getTBSCertificate()).isEqualTo(certificate.getTBSCertificate());
            var another = leaf(steps.wholeWalk());
            another.verify(issuer);
            assertThat(another.getSerialNumber()).isNotEqualTo(certificate.getSerialNumber());
        } finally {
            steps.close();
        }
    }

    private static X509Certificate leaf(byte[] answer) throws CertificateException {
        var json = JsonMapper.shared().readTree(new String(answer, US_ASCII).trim());
        var chain = json.path("signedCertificateEmbeddedSct").path("chain").path("certificates");
        return certificate(Bytes.utf8(chain.path(0).asString()));
    }

    private static X509Certificate certificate(Bytes encoded) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded.array()));
    }

    private static int ellipticBits(Bytes publicKeyInfo) throws GeneralSecurityException {
        return ellipticBits(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKeyInfo.array())));
    }

    private static int ellipticBits(PublicKey key) {
        return ((ECPublicKey) key).getParams().getCurve().getField().getFieldSize();
    }
}
