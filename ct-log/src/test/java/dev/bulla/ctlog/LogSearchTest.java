/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching a real log, beside a list of all that was submitted to it. */
class LogSearchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ISSUER = "https://token.actions.githubusercontent.com";

    @TempDir
    private Path folder;

    private final Random random = new Random(1963);
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<Logged> logged = new ArrayList<>();
    private LogInFolder place;

    /** What was submitted, and when. */
    private record Logged(Instant time, String repository, String address) {
        boolean says(IdentityQuery.Wanted wanted) {
            return switch (wanted.kind()) {
                case REPOSITORY ->
                    meets(wanted, repository) || meets(wanted, repository.replace("https://github.com/", ""));
                case EMAIL -> meets(wanted, address);
                case ISSUER -> meets(wanted, ISSUER);
                case WORKFLOW, USERNAME -> false;
            };
        }

        private static boolean meets(IdentityQuery.Wanted wanted, String said) {
            return wanted.isPrefix() ? said.startsWith(wanted.text()) : said.equals(wanted.text());
        }
    }

    @BeforeEach
    void makeLog() {
        place = new LogInFolder(folder);
    }

    @Test
    void answersAsLookingAtEverythingWouldWhateverHappensToTheFiles() throws Exception {
        for (var start = 0; start < 4; start++) {
            try (var log = place.open(this::now)) {
                submitSome(log, 150);
                assertAnswers(log, 40);
            }
            if (start == 1) {
                deleteFolder("identities");
            }
        }
    }

    @Test
    void aClosedLogAnswersTheSame() throws Exception {
        try (var log = place.open(this::now)) {
            submitSome(log, 300);
        }
        try (var closed = ClosedLog.open(place.path(), LogInFolder.PROVIDER)) {
            assertThat(closed.size()).isEqualTo(300);
            for (var i = 0; i < 20; i++) {
                var query = query();
                assertThat(indexes(closed.search(query))).isEqualTo(expected(query));
            }
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapsAndRepetitions() throws Exception {
        try (var log = place.open(this::now)) {
            submitSome(log, 120);
            var everybody = new IdentityQuery.Wanted(IdentityKind.ISSUER, ISSUER, false);
            var seen = new ArrayList<Long>();
            var before = OptionalLong.empty();
            do {
                var page = log.search(new IdentityQuery(everybody, Optional.empty(), Optional.empty(), before, 7));
                assertThat(page.entries()).hasSizeLessThanOrEqualTo(7);
                seen.addAll(indexes(page));
                before = page.next();
            } while (before.isPresent());

            assertThat(seen)
                    .isEqualTo(IntStream.range(0, 120).mapToObj(i -> 119L - i).toList());
        }
    }

    @Test
    void indexesAreMadeAnewFromTheEntries() throws Exception {
        try (var log = place.open(this::now)) {
            submitSome(log, 50);
        }
        deleteFolder("index");
        deleteFolder("identities");

        try (var closed = ClosedLog.open(place.path(), LogInFolder.PROVIDER)) {
            assertThat(closed.index(_ -> {}).entries()).isEqualTo(50);
        }

        try (var log = place.open(this::now)) {
            assertAnswers(log, 20);
        }
    }

    @Test
    void aLogThatIsOpenIsNotClosed() throws Exception {
        try (var log = place.open(this::now)) {
            assertThat(log.status().size()).isZero();
            assertThatThrownBy(() -> ClosedLog.open(place.path(), LogInFolder.PROVIDER))
                    .isInstanceOf(LogStartException.class)
                    .hasMessageContaining("in use by process");
        }
    }

    @Test
    void whereThereIsNoLogNothingIsMade() {
        assertThatThrownBy(() -> ClosedLog.open(folder, LogInFolder.PROVIDER)).isInstanceOf(LogStartException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdentityQuery.Wanted(IdentityKind.EMAIL, "", false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdentityQuery.Wanted(IdentityKind.EMAIL, "a".repeat(9000), false));
        var wanted = new IdentityQuery.Wanted(IdentityKind.EMAIL, "a@b", false);
        for (var limit : List.of(0, -1, 1001)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new IdentityQuery(wanted, Optional.empty(), Optional.empty(), OptionalLong.empty(), limit));
        }
    }

    /** Time that passes faster, and in jumps. */
    private Instant now() {
        return Instant.now().plus(ahead.get());
    }

    private void submitSome(CertificateLog log, int count) throws InterruptedException {
        for (var i = 0; i < count; i++) {
            ahead.updateAndGet(it -> it.plusMillis(random.nextInt(3000)));
            var repository = "https://github.com/acme/app-" + random.nextInt(5);
            var address = "user" + random.nextInt(7) + "@example.com";
            var precertificate =
                    place.chain().leaf("entry " + logged.size(), TestChain.NOT_AFTER, extensions(repository, address));
            var timestamp = log.submit(LogInFolder.arrays(place.chain().below(precertificate)))
                    .await(PATIENCE);
            logged.add(new Logged(Instant.ofEpochMilli(timestamp.timestamp()), repository, address));
        }
    }

    private static List<Extension> extensions(String repository, String address) {
        var names = new GeneralNames(new GeneralName(GeneralName.rfc822Name, address));
        return List.of(
                TestChain.codeSigning(),
                TestAuthority.POISON,
                TestAuthority.extension(Extension.subjectAlternativeName, true, names),
                fulcio(8, ISSUER),
                fulcio(12, repository));
    }

    private static Extension fulcio(int number, String text) {
        var oid = TestAuthority.oid("1.3.6.1.4.1.57264.1." + number);
        return TestAuthority.extension(oid, false, new DERUTF8String(text));
    }

    private void assertAnswers(CertificateLog log, int questions) {
        for (var i = 0; i < questions; i++) {
            var query = query();
            var found = log.search(query);
            assertThat(indexes(found)).as("%s %s", query, query.wanted().text()).isEqualTo(expected(query));
            assertThat(found.size()).isEqualTo(logged.size());
        }
    }

    private IdentityQuery query() {
        var wanted = switch (random.nextInt(6)) {
            case 0 -> new IdentityQuery.Wanted(IdentityKind.REPOSITORY, "acme/app-" + random.nextInt(6), false);
            case 1 ->
                new IdentityQuery.Wanted(
                        IdentityKind.REPOSITORY, "https://github.com/acme/app-" + random.nextInt(6), false);
            case 2 -> new IdentityQuery.Wanted(IdentityKind.REPOSITORY, "acme/", true);
            case 3 -> new IdentityQuery.Wanted(IdentityKind.EMAIL, "user" + random.nextInt(8), true);
            case 4 -> new IdentityQuery.Wanted(IdentityKind.WORKFLOW, "", true);
            default -> new IdentityQuery.Wanted(IdentityKind.ISSUER, ISSUER, false);
        };
        return new IdentityQuery(wanted, someTime(), someTime(), someIndex(), 1 + random.nextInt(30));
    }

    /** Often the very time of an entry. */
    private Optional<Instant> someTime() {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(logged.get(random.nextInt(logged.size())).time());
            default -> Optional.of(logged.getFirst().time().plusNanos(random.nextLong(600_000_000_000L)));
        };
    }

    private OptionalLong someIndex() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(logged.size() + 10));
    }

    private List<Long> expected(IdentityQuery query) {
        return IntStream.range(0, logged.size())
                .map(i -> logged.size() - 1 - i)
                .filter(i -> i < query.before().orElse(Long.MAX_VALUE))
                .filter(i -> query.since().stream().noneMatch(logged.get(i).time()::isBefore))
                .filter(i -> query.until().stream().allMatch(logged.get(i).time()::isBefore))
                .filter(i -> logged.get(i).says(query.wanted()))
                .limit(query.limit())
                .mapToObj(i -> (long) i)
                .toList();
    }

    private static List<Long> indexes(FoundEntries found) {
        return found.entries().stream().map(FoundEntry::index).toList();
    }

    private void deleteFolder(String name) throws IOException {
        try (var files = Files.list(place.path().resolve(name))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place.path().resolve(name));
    }
}
