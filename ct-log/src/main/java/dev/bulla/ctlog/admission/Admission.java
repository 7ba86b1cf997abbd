/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import dev.bulla.ctlog.admission.RefusedSubmissionException.Reason;
import dev.bulla.ctlog.authority.SignatureScheme;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateFacts;
import dev.bulla.ctlog.codec.CertificateSignature;
import dev.bulla.ctlog.codec.LeafCertificate;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.sequence.Draft;
import java.util.List;
import java.util.Optional;

/** Decides what the log takes. For many threads; holds no state but the accepted authorities. */
public final class Admission {

    /** How many certificates a submission may have. */
    public static final int LONGEST_CHAIN = 10;

    /** How many bytes each of them may have. */
    public static final int LARGEST_CERTIFICATE = 64 * 1024;

    private final AdmissionRules rules;
    private final AcceptedChains accepted;

    public Admission(AdmissionRules rules, AcceptedChains accepted) {
        this.rules = rules;
        this.accepted = accepted;
    }

    /**
     * Lets a submission in, or throws {@link RefusedSubmissionException}.
     *
     * @param chain the certificate or precertificate to be logged, its issuer, and so on; the root may be left out. Nobody
     *              may write to the bytes any more
     */
    public Admitted admit(List<Bytes> chain) {
        expectBounded(chain);
        var leaf = chain.getFirst();
        try {
            var read = LeafCertificate.parse(leaf);
            var facts = read.facts();
            var signature = CertificateSignature.parse(leaf);
            var candidates = issuers(facts, chain.subList(1, chain.size()));
            expectFitting(facts);
            return read.isPoisoned()
                    ? precertificate(leaf, withoutPoison(read), signature, candidates)
                    : certificate(leaf, signature, candidates);
        } catch (MalformedException e) {
            throw new RefusedSubmissionException(Reason.MALFORMED, "the certificate does not parse: " + e.getMessage());
        }
    }

    /** The same for a certificate that is to become an entry as it stands. */
    public Admitted admitCertificate(List<Bytes> chain) {
        return expect(false, admit(chain), "a precertificate is for add-pre-chain");
    }

    /** The same for a precertificate. */
    public Admitted admitPrecertificate(List<Bytes> chain) {
        return expect(true, admit(chain), "a certificate without poison is for add-chain");
    }

    private static Admitted expect(boolean precertificate, Admitted admitted, String otherwise) {
        if (admitted.draft().precertificate().isPresent() != precertificate) {
            throw new RefusedSubmissionException(Reason.WRONG_KIND, otherwise);
        }
        return admitted;
    }

    private static void expectBounded(List<Bytes> chain) {
        if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
            throw new RefusedSubmissionException(
                    Reason.CHAIN_LENGTH, "a chain has 1 to " + LONGEST_CHAIN + " certificates, not " + chain.size());
        }
        if (chain.stream().anyMatch(certificate -> certificate.size() > LARGEST_CERTIFICATE)) {
            throw new RefusedSubmissionException(
                    Reason.CERTIFICATE_SIZE, "a certificate has more than " + LARGEST_CERTIFICATE + " bytes");
        }
    }

    private List<AcceptedChain> issuers(CertificateFacts leaf, List<Bytes> above) {
        var candidates = accepted.above(leaf, above);
        if (candidates.isEmpty()) {
            throw new RefusedSubmissionException(
                    Reason.UNKNOWN_ISSUER, "the certificate's chain is not one that this log accepts");
        }
        return candidates;
    }

    private void expectFitting(CertificateFacts leaf) {
        if (!rules.covers(leaf.notAfter())) {
            throw new RefusedSubmissionException(
                    Reason.OUTSIDE_WINDOW,
                    "the certificate ends at %s; this log is for those that end from %s on and before %s"
                            .formatted(leaf.notAfter(), rules.start(), rules.end()));
        }
        if (!rules.serves(leaf.usage())) {
            throw new RefusedSubmissionException(
                    Reason.WRONG_PURPOSE, "the certificate's extended key usage is not what this log is for");
        }
    }

    private static Admitted precertificate(
            Bytes leaf, Bytes tbs, CertificateSignature signature, List<AcceptedChain> candidates) {
        var issuer = signer(signature, candidates);
        return admitted(new LogEntry.Precertificate(issuer.keyHash(), tbs), Optional.of(leaf), issuer);
    }

    private static Admitted certificate(Bytes leaf, CertificateSignature signature, List<AcceptedChain> candidates) {
        return admitted(new LogEntry.Certificate(leaf), Optional.empty(), signer(signature, candidates));
    }

    private static Bytes withoutPoison(LeafCertificate precertificate) {
        try {
            return precertificate.withoutPoison();
        } catch (MalformedException e) {
            throw new RefusedSubmissionException(Reason.BAD_POISON, "no sound precertificate: " + e.getMessage());
        }
    }

    /** Two authorities can have one name, when the key was changed and the submission leaves the root out. */
    private static AcceptedChain signer(CertificateSignature signature, List<AcceptedChain> candidates) {
        var scheme = SignatureScheme.of(signature.algorithm())
                .orElseThrow(() -> new RefusedSubmissionException(
                        Reason.UNSUPPORTED_ALGORITHM,
                        "the certificate is signed with an algorithm that is not accepted"));
        return candidates.stream()
                .filter(chain -> chain.signed(signature, scheme))
                .findFirst()
                .orElseThrow(() -> new RefusedSubmissionException(
                        Reason.BAD_SIGNATURE, "the certificate is not signed by the issuer that it names"));
    }

    private static Admitted admitted(LogEntry entry, Optional<Bytes> precertificate, AcceptedChain issuer) {
        var draft = new Draft(entry.identity(), entry, precertificate, issuer.fingerprints());
        return new Admitted(draft, issuer);
    }
}
