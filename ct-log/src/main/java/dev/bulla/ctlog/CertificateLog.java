/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.admission.AcceptedChains;
import dev.bulla.ctlog.admission.Admission;
import dev.bulla.ctlog.admission.AdmissionRules;
import dev.bulla.ctlog.admission.Admitted;
import dev.bulla.ctlog.admission.RefusedSubmissionException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogDescription;
import dev.bulla.ctlog.index.LogIndex;
import dev.bulla.ctlog.merkle.TreeRoot;
import dev.bulla.ctlog.read.EntryScan;
import dev.bulla.ctlog.read.LogPages;
import dev.bulla.ctlog.read.LogReader;
import dev.bulla.ctlog.read.LogRequest;
import dev.bulla.ctlog.read.PublishedFacts;
import dev.bulla.ctlog.read.StoredTiles;
import dev.bulla.ctlog.sequence.Draft;
import dev.bulla.ctlog.sequence.Limits;
import dev.bulla.ctlog.sequence.LiveLog;
import dev.bulla.ctlog.sequence.NotEnteredException;
import dev.bulla.ctlog.sequence.Sequencer;
import dev.bulla.ctlog.sequence.Snapshot;
import dev.bulla.ctlog.sequence.Steps;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.IOException;
import java.security.Provider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One log, open in this process, which is the only one that may write to it. For many threads. */
public final class CertificateLog implements KeptLog {
    private static final long READ_CACHE = 64 << 20;
    private static final long PACKED_CACHE = 16 << 20;

    private final LogFiles files;
    private final LogSigner signer;
    private final AcceptedChains accepted;
    private final Admission admission;
    private final IssuerFiles issuers;
    private final KeptRoots roots;
    private final LogSettings settings;
    private final boolean leafIndex;
    private final LiveLog live;
    private final EventRelay events;
    private final LogPages pages;
    private final IdentityFinder finder;
    private final Optional<LogWitnessing> witnessing;
    private final WitnessRelay witnessed;
    private volatile boolean isRetired;
    private boolean isSettled;

    /** The keys of a log: its own, and those that sign its checkpoints as well. */
    public record Keys(LogSigner own, List<NoteSigner> noteKeys) {
        public Keys {
            noteKeys = List.copyOf(noteKeys);
        }
    }

    private CertificateLog(LogFiles files, LogSettings settings, Keys keys, HeadNotes heads, Surroundings around)
            throws IOException {
        this.files = files;
        this.signer = keys.own();
        this.events = new EventRelay(around.events());
        this.accepted = new AcceptedChains(around.provider());
        var facts = settings.facts();
        this.admission = new Admission(AdmissionRules.codeSigning(facts.start(), facts.end()), accepted);
        this.issuers = new IssuerFiles(files.objects());
        this.roots = new KeptRoots(files.objects());
        var stored = new StoredTiles(files.objects(), READ_CACHE);
        var restored = files.recovery().snapshot();
        var index = LogIndex.open(
                settings.folder().resolve("index"),
                restored.size(),
                new EntryScan(restored, stored, around.provider()));
        if (restored.size() > 0) {
            accepted.acceptRoots(roots.read());
        }
        var reader = new LogReader(this::snapshot, stored, index, around.provider());
        this.settings = settings;
        this.leafIndex = facts.leafIndex();
        var searched = new IdentityFinder.Log(stored, reader, around.provider());
        this.finder = IdentityFinder.open(settings.folder(), searched, restored);
        this.witnessing = around.witnesses().isPresent()
                ? Optional.of(LogWitnessing.of(around.witnesses().get(), files.objects(), heads, restored.size()))
                : Optional.empty();
        this.live = live(around, new IndexCatalog(index, reader));
        this.pages =
                new LogPages(reader, new PublishedFacts(heads, accepted::roots), PACKED_CACHE, events::readingFails);
        this.witnessed = new WitnessRelay(around.events(), events, live.sequencer(), around.clock());
        witnessing.ifPresent(it -> it.start(live, reader, named(keys), witnessed));
    }

    private LogWitnessing.Named named(Keys keys) {
        return new LogWitnessing.Named(
                origin(),
                keys.noteKeys().stream().map(key -> key.noteKey(origin())).toList());
    }

    /**
     * What a log needs from around it.
     *
     * @param provider  hashes and verifies
     * @param witnesses if there are any
     */
    public record Surroundings(
            InstantSource clock, Provider provider, LogEvents events, Optional<Witnesses> witnesses) {

        /** Those of a log that nobody witnesses. */
        public Surroundings(InstantSource clock, Provider provider, LogEvents events) {
            this(clock, provider, events, Optional.empty());
        }
    }

    /**
     * Opens the log that the settings name; makes it, if neither it nor its anchor is there.
     *
     * @throws LogStartException if what is there is not what it should be; nothing has changed then
     */
    public static CertificateLog open(LogSettings settings, Keys keys, Surroundings around) throws LogStartException {
        var heads = new HeadNotes(settings.facts().origin(), keys.own(), keys.noteKeys());
        var now = around.clock().instant();
        try {
            if (around.witnesses().isPresent()) {
                LogWitnessing.check(around.witnesses().get(), settings.facts().origin(), keys.noteKeys());
            }
            var files = LogFiles.open(
                    new RealDisk(),
                    settings,
                    facts(settings, keys.own(), now),
                    new LogFiles.Start(heads, around.provider(), now, around.events()::waits));
            try {
                OwnDescription.publish(
                        OwnDescription.active(settings, keys.own().publicKey()), files.objects());
                return new CertificateLog(files, settings, keys, heads, around);
            } catch (IOException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new LogStartException(settings.where() + ": the log cannot be read or written: " + e, e);
        }
    }

    private static LogFacts facts(LogSettings settings, LogSigner signer, Instant now) {
        var facts = settings.facts();
        return new LogFacts(
                facts.origin(),
                signer.publicKey().id().value(),
                Bytes.view(signer.publicKey().encoded()),
                facts.start(),
                facts.end(),
                facts.leafIndex(),
                now);
    }

    private LiveLog live(Surroundings around, IndexCatalog catalog) {
        var limits = Limits.usual(settings.reserve());
        return LiveLog.start(
                new LiveLog.Mode(files.epoch(), leafIndex, limits, around.provider()),
                files.recovery(),
                new Sequencer.Ports(files.journal(), catalog, around.clock(), files::free, events, Steps.IGNORED),
                files.ports(),
                published -> {
                    catalog.index().settle();
                    finder.settle(published);
                });
    }

    private Snapshot snapshot() {
        return live.sequencer().snapshot();
    }

    @Override
    public LogKey key() {
        return signer.publicKey();
    }

    @Override
    public LogSettings.Facts facts() {
        return settings.facts();
    }

    LogDescription description() {
        return OwnDescription.active(settings, key());
    }

    /** Takes nothing in from now on. What was taken in gets its place. */
    void retire() {
        isRetired = true;
    }

    /**
     * Whether nothing is in the way of publishing what the log has, and those have signed it who are to. A tree without entries
     * is nobody's concern.
     */
    boolean isPublished() {
        var head = snapshot().head();
        if (events.publishingFails()) {
            return false;
        }
        return head.size() == 0
                || witnessing.isEmpty()
                || witnessing.get().hasSigned(new TreeRoot(head.size(), head.root()));
    }

    /** Takes what this authority signs, from now on: its own certificate first and the root last, in DER. */
    public void accept(List<byte[]> authority) {
        accepted.accept(authority.stream().map(Bytes::copyOf).toList());
    }

    /**
     * Takes what is submitted with a chain to one of these roots in DER, from now on and for as long as there is the log: once
     * it has entries, a root that it accepted before stays accepted, named here or not.
     *
     * @return how many of them are new
     * @throws IllegalArgumentException if one can be no root; then none is accepted
     */
    public synchronized int acceptRoots(List<byte[]> certificates) throws IOException {
        var known = accepted.acceptedRoots();
        var all =
                KeptRoots.joined(known, certificates.stream().map(Bytes::copyOf).toList());
        accepted.expectRoots(all);
        roots.replace(all);
        accepted.acceptRoots(all);
        return all.size() - known.size();
    }

    /**
     * Takes in a precertificate or a certificate, with the certificates above it; the root may be left out.
     *
     * @throws NotLoggedException if it is refused, or if the log takes nothing in now
     */
    public Submission submit(List<byte[]> chain) {
        return enter(admitted(chain));
    }

    /** The same, for a certificate and not a precertificate. */
    public Submission submitCertificate(List<byte[]> chain) {
        return enter(admitted(chain, admission::admitCertificate));
    }

    /** The same, for a precertificate and nothing else. */
    public Submission submitPrecertificate(List<byte[]> chain) {
        return enter(admitted(chain, admission::admitPrecertificate));
    }

    private Submission enter(Draft draft) {
        try {
            return new TicketSubmission(live.sequencer().submit(draft), draft, signer, leafIndex);
        } catch (NotEnteredException e) {
            throw TicketSubmission.notEntered(e);
        }
    }

    /** What would be entered; the certificates above it are kept already. */
    Draft admitted(List<byte[]> chain) {
        return admitted(chain, admission::admit);
    }

    private Draft admitted(List<byte[]> chain, Function<List<Bytes>, Admitted> gate) {
        if (isRetired) {
            throw NotLoggedException.retired();
        }
        try {
            var admitted = gate.apply(chain.stream().map(Bytes::view).toList());
            issuers.keep(admitted.chain());
            return admitted.draft();
        } catch (RefusedSubmissionException e) {
            throw NotLoggedException.refused(e);
        }
    }

    Sequencer sequencer() {
        return live.sequencer();
    }

    String origin() {
        return settings.facts().origin();
    }

    @Override
    public ReadAnswer read(ReadRequest asked) {
        return new ReadAnswer(pages.answer(
                new LogRequest(asked.method(), asked.path(), asked.query(), asked.acceptsGzip(), asked.ifNoneMatch())));
    }

    @Override
    public FoundEntries search(IdentityQuery query) {
        return finder.find(query);
    }

    @Override
    public LogStatus status() {
        var snapshot = snapshot();
        return new LogStatus(
                snapshot.size(),
                Instant.ofEpochMilli(snapshot.head().timestamp()),
                events.published(),
                finder.indexed(),
                live.sequencer().waiting(),
                live.sequencer().trouble().map(Enum::name),
                witnessed.last());
    }

    /** Whether the anchor is on the same disk as the log, and would be lost with it. */
    public boolean isAnchorNear() {
        return files.isAnchorNear();
    }

    /**
     * Lets the log end: nobody writes to it any more. It is read from here until it is closed.
     *
     * @throws IOException if it could not end; nothing is written from here any more all the same, and it can be opened anew
     */
    synchronized void end() throws IOException {
        settle();
        try {
            files.end();
        } catch (OpenRefusedException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            files.release();
        }
    }

    private void settle() {
        if (!isSettled) {
            isSettled = true;
            witnessing.ifPresent(LogWitnessing::close);
            live.close();
        }
    }

    /** Lets what waits get its place, publishes it, and lets the next process in. */
    @Override
    public synchronized void close() throws IOException {
        settle();
        files.close();
    }
}
