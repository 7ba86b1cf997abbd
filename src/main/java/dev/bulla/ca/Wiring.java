/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.Answers;
import dev.bulla.ca.api.ApiEvents;
import dev.bulla.ca.api.CaService;
import dev.bulla.ca.api.GrpcServer;
import dev.bulla.ca.api.GrpcSettings;
import dev.bulla.ca.api.HttpServer;
import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.config.FilesSeen;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.config.Place;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.Setting;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.config.TimestampSettings;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.observe.AccessLog;
import dev.bulla.ca.observe.AdminServer;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.ApiMetrics;
import dev.bulla.ca.observe.AuditTrail;
import dev.bulla.ca.observe.Decisions;
import dev.bulla.ca.observe.DiskMetrics;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.ProcessMetrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.policy.IssuancePolicy;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.ProofOfPossession;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.trust.TrustedIssuers;
import dev.bulla.ca.web.Endpoint;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.HttpSettings.Room;
import dev.bulla.ca.web.Mount;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Settings to a running server. Every choice is a switch over a settings type; everything is wired here and in the files beside it. */
public final class Wiring {
    private static final Logger LOG = System.getLogger(Wiring.class.getName());

    /** Calls that wait at the door and calls that have not arrived, for each one inside. */
    private static final int CALLS_PER_REQUEST = 4;

    private final Settings settings;
    private final InstantSource clock;
    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private final Readiness readiness = new Readiness(alarms);
    private final Crypto crypto = Crypto.fastest();
    private final Cores cores;
    private final WalksInFlight walks;
    private final PublicRecord record;
    private final AuditTrail audit;
    private final TracingWiring tracing;
    private final Opened opened = new Opened();

    private Wiring(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.cores = new Cores(settings.limits().cores(), settings.limits().coreWait());
        this.walks = new WalksInFlight(settings.limits().requestsInFlight(), cores::crowded);
        this.record = PublicRecord.of(settings, clock);
        this.audit = audit();
        this.tracing = TracingWiring.of(settings.tracing(), clock, metrics);
        tracing.exporter().ifPresent(opened::add);
    }

    /** Starts a server, or throws with everything that is wrong with its configuration. */
    public static RunningServer start(Settings settings, Problems problems, InstantSource clock) {
        var look = FilesSeen.at(settings.issuers());
        var issuers = new IssuerWiring(TrustFile.read(settings.issuers(), problems), problems);
        var profile = profile(settings.rules(), problems);
        var merged = TrustWiring.merged(settings.trust(), problems);
        problems.throwIfAny();
        WholeData.require(settings.data());
        problems.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        var wiring = new Wiring(settings, clock);
        wiring.record.merged(merged);
        try {
            return wiring.start(look, issuers, profile);
        } catch (RuntimeException | Error e) {
            wiring.opened.closeAfter(e);
            throw e;
        }
    }

    private static Profile profile(Settings.Rules rules, Problems problems) {
        Set<SigningAlgorithm> algorithms = EnumSet.noneOf(SigningAlgorithm.class);
        rules.clientAlgorithms()
                .forEach(name -> SigningAlgorithm.named(name)
                        .ifPresentOrElse(
                                algorithms::add,
                                () -> problems.add(
                                        new Place("--" + Setting.CLIENT_SIGNING_ALGORITHMS.flag()),
                                        "could not find matching signature algorithm for flag: " + name)));
        return new Profile(rules.lifetime(), rules.backdating(), algorithms);
    }

    private RunningServer start(FilesSeen look, IssuerWiring issuers, Profile profile) {
        var signer = opened.add(
                SignerWiring.of(settings.signer(), crypto, clock, new SignerWiring.Listeners(alarms, metrics, record)));
        var stamping = settings.timestamps().map(this::stamping).map(opened::add);
        var log = LogWiring.of(settings.log(), crypto, clock, alarms, metrics);
        log.own().ifPresent(opened::add);
        var guards = opened.add(new ReplayGuards(settings.data(), clock, alarms, metrics));
        var overview = new IssuerOverview(metrics, readiness, alarms);
        var keys = opened.add(new KeysInUse(overview));
        var inUse = new IssuersInUse(
                settings.issuers(),
                issuers,
                new IssuerMaterials(keys(overview), guards, clock),
                keys,
                walk(profile, signer, log));
        var watch = opened.add(new IssuerWatch(inUse, look, alarms, metrics));
        var service = new CaService(
                request -> inUse.issuance().issue(request),
                (id, refusal) -> inUse.issuance().turnedAway(id, refusal),
                () -> signer.key().get().chain(),
                inUse::listings,
                walks,
                settings.limits().room().body());
        readiness.fact("issuers", inUse::fact);
        tell(issuers, signer, log);
        stamping.ifPresent(authority -> authority.tell(readiness));
        keys.start();
        watch.start();
        var rotation = opened.add(rotation(signer, stamping, log)).start();
        return serve(service, new Signing(signer, stamping, rotation), log, new Issuing(watch, keys, guards));
    }

    private StampingWiring stamping(TimestampSettings timestamps) {
        return new StampingWiring(timestamps, new StampingWiring.Around(crypto, clock, alarms, metrics, record));
    }

    private String shards() {
        return settings.log() instanceof LogTarget.Embedded embedded
                ? embedded.shards().period()
                : RotationTerms.NO_SHARDS;
    }

    private RotationWatch rotation(SignerWiring signer, Optional<StampingWiring> stamping, LogWiring log) {
        var lead = settings.trust().publishLead();
        record.rotationTerms(new RotationTerms(lead, settings.rules().lifetime(), shards()));
        var roots = new AnnouncedChains(record.folder(), log.own().map(ShardWatch::log));
        return new RotationWatch(
                Stream.concat(signer.rotated(), stamping.stream().flatMap(StampingWiring::rotated))
                        .toList(),
                new RotationWatch.Around(record.folder(), clock, alarms, audit, lead, roots));
    }

    /** What signs, each with its own key. */
    private record Signing(SignerWiring signer, Optional<StampingWiring> stamping, RotationWatch rotation) {}

    /** What looks after issuers while requests are served. */
    private record Issuing(IssuerWatch watch, KeysInUse keys, ReplayGuards guards) {}

    /** What is done for requests, the same whoever is trusted. */
    private Function<TrustedIssuers, Issuance> walk(Profile profile, SignerWiring signer, LogWiring log) {
        var policy = new IssuancePolicy(profile);
        var possession = new ProofOfPossession(crypto, settings.rules().proofOverAnyClaim());
        var authority = new CertificateAuthority(signer.key(), log.keys(), clock, new SecureRandom());
        var decisions = tracing.with(new Decisions(audit, alarms, metrics));
        return issuers -> new Issuance(issuers, policy, possession, authority, log.log(), cores, decisions);
    }

    private RunningServer serve(CaService service, Signing signing, LogWiring log, Issuing issuing) {
        var answers = new Answers(settings.rules().errorDetails());
        var access = settings.accessLog().map(this::access).map(opened::add);
        var observer = tracing.with(new ApiObserver(new ApiMetrics(metrics), access, clock));
        var tlsFiles = opened.add(TlsWiring.of(clock, new TlsOverview(clock, alarms, metrics, readiness)));
        var tls = new TlsWiring.OfAuthority(tlsFiles, settings.ports());
        var reading = new LogReading(settings, log);
        var listening = new Listening(settings.limits());
        var client = listening.forClients(tls.http(), callsAtATime());
        var admin = opened.add(
                AdminServer.start(listening.forAdmin(tls.admin()), reading.onAdminPort(), metrics, readiness));
        var stamps = signing.stamping().map(authority -> authority.site(cores, access));
        var trust = new TrustWiring(settings, record);
        var keeper = opened.add(trust.keeper(new TufKeeper.Around(crypto, clock, alarms, metrics)));
        var beside = Stream.of(reading.onHttpPort().stream(), stamps.stream(), trust.sites())
                .flatMap(sites -> sites)
                .toList();
        var http = opened.add(http(client, beside, service, answers, observer));
        var logServer = reading.start(client, tls::log).map(opened::add);
        var grpc = opened.add(GrpcServer.start(clientGrpc(tls.grpc()), service, answers, observer));
        var ports = new RunningServer.Ports(http.port(), grpc.port(), admin.port());
        var url = ServedAddresses.url(
                client.endpoint().tls().isPresent(), settings.ports().http().host(), http.port(), "");
        trust.listening(url, reading.url(ports, logServer), stamps.map(Mount::prefix), log);
        readiness.fact("ports", ports::toString);
        readiness.serving(true);
        var forClients = present(List.of(Optional.of(http), Optional.of(grpc), logServer));
        var afterwards = Stream.of(
                        List.<AutoCloseable>of(
                                signing.rotation(),
                                issuing.watch(),
                                signing.signer(),
                                issuing.keys(),
                                issuing.guards()),
                        present(List.of(signing.stamping(), log.own(), access, tracing.exporter())),
                        List.<AutoCloseable>of(keeper, tlsFiles, admin))
                .flatMap(List::stream)
                .toList();
        return new RunningServer(ports, readiness, issuing.watch()::lookNow, forClients, afterwards);
    }

    private static List<AutoCloseable> present(List<Optional<? extends AutoCloseable>> parts) {
        return parts.stream().<AutoCloseable>flatMap(Optional::stream).toList();
    }

    private HttpServer http(
            HttpSettings client, List<Mount> beside, CaService service, Answers answers, ApiEvents observer) {
        return settings.ports().spoken().grpc()
                ? HttpServer.startWithGrpc(client, beside, service, answers, observer)
                : HttpServer.start(client, beside, service, answers, observer);
    }

    private GrpcSettings clientGrpc(Endpoint endpoint) {
        var limits = settings.limits();
        return new GrpcSettings(
                endpoint,
                limits.request(),
                limits.idle(),
                limits.shutdownGrace(),
                new GrpcSettings.Room(
                        limits.room().connections(), limits.room().calls(), callsAtATime(), Room.shareOfMemory()));
    }

    private int callsAtATime() {
        return CALLS_PER_REQUEST * settings.limits().requestsInFlight();
    }

    static InetSocketAddress address(Settings.Address address) {
        // All interfaces includes IPv6, as in the original.
        return address.host().equals("0.0.0.0")
                ? new InetSocketAddress(address.port())
                : new InetSocketAddress(address.host(), address.port());
    }

    private KeysWiring keys(IssuerOverview overview) {
        return new KeysWiring(
                new KeySetReader(crypto),
                new KeysWiring.Doors(cores, settings.limits().requestsInFlight()),
                overview::eventsOf,
                new IssuerRoutes(IssuerRoutes.Cluster.USUAL, System.getenv()),
                clock);
    }

    private AuditTrail audit() {
        var required = settings.audit().required();
        return settings.audit()
                .file()
                .map(file -> AuditTrail.toFile(file, required, clock, alarms))
                .orElseGet(() -> AuditTrail.toStream(System.out, required, clock, alarms));
    }

    private AccessLog access(Settings.AccessLog target) {
        return target.file()
                .map(file -> AccessLog.toFile(file, metrics))
                .orElseGet(() -> AccessLog.toStream(System.out, metrics));
    }

    /** Says at start, on the readiness page and in metrics what this server is made of. */
    private void tell(IssuerWiring issuers, SignerWiring signer, LogWiring log) {
        var version = Version.current();
        metrics.gauge("fulcio_build_info", "Build of this server.", "version", "revision", "build_date", "goversion")
                .is(() -> 1, version.version(), version.commit(), "", "java" + Runtime.version());
        metrics.gauge("bulla_crypto_provider_info", "The provider that signs and verifies.", "provider")
                .is(() -> 1, crypto.name());
        metrics.gauge("bulla_requests_in_flight", "Signing requests inside.").is(walks::inside);
        metrics.gauge("bulla_requests_in_flight_limit", "Signing requests that may be inside.")
                .is(walks::most);
        metrics.gauge("bulla_cores", "Cores to compute on.").is(cores::count);
        metrics.gauge("bulla_cores_busy", "Cores that compute.").is(cores::busy);
        metrics.gauge("bulla_cores_waiting", "Signing requests that wait for a core.")
                .is(cores::waiting);
        ProcessMetrics.register(metrics, clock);
        DiskMetrics.register(metrics, settings.folders());
        readiness
                .fact("version", version::version)
                .fact("crypto provider", crypto::name)
                .fact("ca", signer::fact)
                .fact("log", log.fact());
        crypto.missed()
                .ifPresent(reason -> LOG.log(
                        Level.WARNING,
                        "the fast crypto provider does not load here, so Bouncy Castle signs: " + reason));
        LOG.log(Level.INFO, "bulla " + version.version() + ", crypto by " + crypto.name());
        LOG.log(Level.INFO, "ca: " + signer.fact());
        LOG.log(
                log.keys().get().isEmpty() ? Level.WARNING : Level.INFO,
                "log: " + log.fact().get());
        var notServed = issuers.notServed();
        if (!notServed.isEmpty()) {
            LOG.log(Level.WARNING, "tokens of these issuers will be refused, their kind is not served: " + notServed);
        }
    }
}
