/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients find in a repository, followed as the specification tells them to: {@link TufReader}. */
class TufRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");
    private static final Map<String, Bytes> FILES =
            Map.of("trusted_root.json", Bytes.utf8("{}\n"), "ctfe.pub", Bytes.utf8("a key\n"));

    private final TufSigner first = TufSigner.of(TestKeys.p256().pair());
    private final TufSigner second = TufSigner.of(TestKeys.p256().pair());
    private final TufSigner third = TufSigner.of(TestKeys.p256().pair());
    private final TufSigner online = TufSigner.of(TestKeys.p256().pair());

    @TempDir
    private Path folder;

    private TufRepository repository;
    private TufReader client;

    @BeforeEach
    void make() throws IOException {
        repository = new TufRepository(folder.resolve("tuf"));
        repository.make(holders(1, first, second), signers(first), FILES, NOW);
        client = new TufReader(repository.folder(), repository.folder().resolve("root.json"));
    }

    private KeyHolders holders(int threshold, TufSigner... offline) {
        return new KeyHolders(Arrays.stream(offline).map(TufSigner::key).toList(), threshold, online.key());
    }

    private TufRepository.Signers signers(TufSigner... offline) {
        return new TufRepository.Signers(List.of(offline), online);
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    @Test
    void aClientThatKnowsTheRootGetsTheFiles() throws IOException {
        assertThat(client.update(NOW)).isEqualTo(FILES);
    }

    @Test
    void filesAreNamedAndWrittenAsEveryClientReadsThem() throws IOException {
        var root = repository.folder().resolve("1.root.json");

        assertThat(repository.folder().resolve("root.json")).hasSameTextualContentAs(root);
        assertThat(json(root).at("/signed/consistent_snapshot").asBoolean()).isTrue();
        assertThat(json(root).at("/signed/expires").asString()).isEqualTo("2027-03-01T12:00:00Z");
        assertThat(json(root).at("/signed/_type").asString()).isEqualTo("root");
        assertThat(repository.folder()).isDirectoryContaining("glob:**/timestamp.json");
        assertThat(json(repository.folder().resolve("1.targets.json")).at("/signed/targets/ctfe.pub/hashes"))
                .as("a second hash would make clients disagree about the file's name")
                .hasSize(1);
        assertThat(repository.folder().resolve("2.root.json")).doesNotExist();
    }

    @Test
    void whatIsPublishedNextComesToAClientThatHasTheFirst() throws IOException {
        client.update(NOW);
        var next = new TreeMap<>(FILES);
        next.put("ctfe_2027.pub", Bytes.utf8("another key\n"));
        next.remove("ctfe.pub");

        repository.publish(signers(second), next, NOW.plusSeconds(60));

        assertThat(client.update(NOW.plusSeconds(61))).isEqualTo(next);
    }

    @Test
    void filesOfBeforeStayForThoseWhoReadThem() throws IOException {
        var before = files();

        repository.publish(signers(first), Map.of("ctfe.pub", Bytes.utf8("another\n")), NOW);

        before.keySet().removeAll(List.of("timestamp.json", "targets/ctfe.pub"));
        assertThat(files()).containsAllEntriesOf(before);
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var found = Files.walk(repository.folder())) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(repository.folder().relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void theTimestampEndsAfterAWeekUnlessItIsRenewed() throws IOException {
        assertThat(repository.isDue(NOW.plus(Duration.ofDays(3)))).isFalse();
        assertThat(repository.isDue(NOW.plus(Duration.ofDays(4)))).isTrue();
        assertThatThrownBy(() -> client.update(NOW.plus(Duration.ofDays(8))))
                .hasMessageContaining("timestamp has ended");

        repository.renew(online, NOW.plus(Duration.ofDays(6)));

        assertThat(client.update(NOW.plus(Duration.ofDays(12)))).isEqualTo(FILES);
        assertThat(json(repository.folder().resolve("timestamp.json"))
                        .at("/signed/meta/snapshot.json/version")
                        .asInt())
                .as("the snapshot has most of its time left")
                .isOne();
    }

    @Test
    void theSnapshotIsRenewedWithTheTimestampWhenHalfOfItsTimeIsOver() throws IOException {
        repository.renew(online, NOW.plus(Duration.ofDays(16)));

        assertThat(repository.ends())
                .containsEntry(Role.SNAPSHOT, Instant.parse("2026-04-16T12:00:00Z"))
                .containsEntry(Role.TIMESTAMP, Instant.parse("2026-03-24T12:00:00Z"))
                .containsEntry(Role.TARGETS, Instant.parse("2027-03-01T12:00:00Z"));
        assertThat(client.update(NOW.plus(Duration.ofDays(20)))).isEqualTo(FILES);
    }

    @Test
    void aClientFollowsARootWithOtherKeys() throws IOException {
        client.update(NOW);

        repository.rotate(holders(2, second, third), List.of(first), signers(second, third), NOW);

        assertThat(client.update(NOW)).isEqualTo(FILES);
        assertThat(client.version(Role.ROOT)).isEqualTo(2);
        assertThat(repository.holders().threshold()).isEqualTo(2);
        assertThatThrownBy(() -> repository.publish(signers(first, second), FILES, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the keys that may sign, 2 in all, 1 were given and 2 are needed");
        repository.publish(signers(third, second), FILES, NOW);
        assertThat(client.update(NOW)).isEqualTo(FILES);
    }

    @Test
    void anOnlineKeyThatWasStolenCountsNoMoreAfterwards() throws IOException {
        client.update(NOW);
        var fresh = TufSigner.of(TestKeys.p256().pair());
        var holders = new KeyHolders(List.of(first.key()), 1, fresh.key());

        repository.rotate(holders, List.of(first), new TufRepository.Signers(List.of(first), fresh), NOW);

        assertThat(client.update(NOW)).isEqualTo(FILES);
        assertThatThrownBy(() -> repository.renew(online, NOW)).isInstanceOf(IllegalArgumentException.class);
        repository.renew(fresh, NOW);
        assertThat(client.update(NOW)).isEqualTo(FILES);
    }

    @Test
    void nothingIsSignedByKeysThatDoNotCount() throws IOException {
        var before = files();

        assertThatThrownBy(() -> repository.publish(signers(third), FILES, NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> repository.renew(first, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> repository.rotate(holders(1, third), List.of(third), signers(third), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> repository.rotate(holders(2, first, third), List.of(first), signers(first), NOW))
                .as("a root that its own keys do not sign would lock everybody out")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aRootThatWasWrittenWithoutTheRestIsCompletedByTheNextSigning() throws IOException {
        repository.rotate(holders(1, second), List.of(first), signers(second), NOW);
        var end = Files.readString(repository.folder().resolve("timestamp.json"));
        // As if the process had died before the timestamp: everything else is there, and nobody is told.
        repository.publish(signers(second), Map.of("ctfe.pub", Bytes.utf8("lost\n")), NOW);
        Files.writeString(repository.folder().resolve("timestamp.json"), end);
        assertThat(client.update(NOW)).isEqualTo(FILES);

        repository.publish(signers(second), Map.of("ctfe.pub", Bytes.utf8("found\n")), NOW);

        assertThat(client.update(NOW)).containsExactly(Map.entry("ctfe.pub", Bytes.utf8("found\n")));
    }

    @Test
    void canonicalBytesAreThoseOfTheSpecification() {
        var json = JsonMapper.shared().readTree("{\"b\":[1,true,null,{}],\"a\":\"x\\n\\\"\\\\\\u00e4\",\"A\":[]}");

        assertThat(new String(CanonicalJson.of(json), StandardCharsets.UTF_8))
                .isEqualTo("{\"A\":[],\"a\":\"x\n\\\"\\\\ä\",\"b\":[1,true,null,{}]}");
        assertThatThrownBy(() -> CanonicalJson.of(JsonMapper.shared().readTree("[1.5]")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void damagedMetadataIsToldAndNothingIsBuiltOnIt() throws IOException {
        Files.writeString(repository.folder().resolve("1.targets.json"), "{\"signed\":");

        assertThatThrownBy(() -> repository.publish(signers(first), FILES, NOW))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("1.targets.json is damaged: restore it from a copy");
    }
}
