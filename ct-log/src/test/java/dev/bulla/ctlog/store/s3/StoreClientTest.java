/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreClientTest {
    private final FakePace pace = new FakePace();
    private final FakeStore store;
    private final StoreClient client;

    StoreClientTest() throws IOException {
        this.store = FakeStore.start();
        this.client = store.client(pace, "a/b/");
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void readsWhatItWrote() throws Exception {
        var written = (Put.Written) client.put("one", bytes("text"), Condition.NONE);

        assertThat(client.get("one", 100)).contains(new StoredObject(bytes("text"), written.tag()));
        assertThat(client.tag("one")).contains(written.tag());
        assertThat(store.keys()).containsExactly("a/b/one");
    }

    @Test
    void writesOnlyUnderTheCondition() throws Exception {
        var first = (Put.Written) client.put("one", bytes("1"), Condition.ABSENT);

        assertThat(client.put("one", bytes("2"), Condition.ABSENT)).isEqualTo(new Put.Mismatched());
        assertThat(client.put("one", bytes("3"), new Condition.Matches(first.tag())))
                .isInstanceOf(Put.Written.class);
        assertThat(client.put("one", bytes("4"), new Condition.Matches(first.tag())))
                .isEqualTo(new Put.Mismatched());
        assertThat(client.put("two", bytes("5"), new Condition.Matches(first.tag())))
                .isEqualTo(new Put.Mismatched());
        assertThat(store.content("a/b/one")).contains(bytes("3"));
    }

    @Test
    void aMissingObjectIsNoFaultAndAMissingBucketIsOne() throws Exception {
        var bucket = new Bucket(store.endpoint(), FakeStore.REGION, "elsewhere", "");
        var access = new Access(() -> FakeStore.CREDENTIALS, Optional.empty(), InstantSource.system());
        try (var other = StoreClient.of(bucket, access, Patience.USUAL, pace)) {
            assertThat(client.get("none", 100)).isEmpty();
            client.delete("none");

            assertThatThrownBy(() -> other.get("none", 100)).hasMessageContaining("404 NoSuchBucket");
            assertThatThrownBy(() -> other.put("one", bytes("1"), new Condition.Matches("\"x\"")))
                    .hasMessageContaining("404 NoSuchBucket");
        }
    }

    @Test
    void listsPageAfterPage() throws Exception {
        store.pages(2);
        for (var name : List.of("x/1", "x/2", "x/3", "y/1", "z")) {
            client.put(name, bytes(name), Condition.NONE);
        }

        assertThat(client.keys("x/")).containsExactly("x/1", "x/2", "x/3");
        assertThat(client.folders()).containsOnly("x", "y");
    }

    @Test
    void readsAgainWhatFailsForAMoment() throws Exception {
        client.put("one", bytes("1"), Condition.NONE);
        for (var fault : List.of(Fault.LOST_REQUEST, Fault.FAILS, Fault.STOPS_SHORT)) {
            store.breaks(3, "GET", "one", fault);

            assertThat(client.get("one", 100)).as("%s", fault).isPresent();
        }
    }

    @Test
    void triesAWriteOnceAndTellsWhatBecameOfIt() {
        assertThat(outcome(Fault.LOST_ANSWER)).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(Fault.LOST_REQUEST)).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(Fault.FAILS)).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(Fault.DENIED)).isEqualTo(Outcome.REFUSED);
    }

    private Outcome outcome(Fault fault) {
        store.breaks(1, "PUT", "one", fault);
        store.forgetCalls();
        var thrown = catchThrowableOfType(StoreException.class, () -> client.put("one", bytes("1"), Condition.NONE));
        assertThat(store.calls()).hasSize(1);
        return thrown.outcome();
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() {
        store.close();

        var thrown = catchThrowableOfType(StoreException.class, () -> client.put("one", bytes("1"), Condition.NONE));

        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void waitsForNoAnswerLongerThanItHasPatience() {
        var access = new Access(() -> FakeStore.CREDENTIALS, Optional.empty(), InstantSource.system());
        var hurried = new Patience(
                Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofMillis(1));
        try (var hasty = StoreClient.of(client.bucket(), access, hurried, pace)) {
            store.breaks(1, "PUT", "one", Fault.HANGS);

            assertThatThrownBy(() -> hasty.put("one", bytes("1"), Condition.NONE))
                    .hasMessageContaining("no whole answer within PT0.2S");
        }
    }

    @Test
    void takesNoMoreBytesThanItWants() throws Exception {
        client.put("one", bytes("x".repeat(1000)), Condition.NONE);

        assertThatThrownBy(() -> client.get("one", 999)).isInstanceOf(StoreException.class);
        assertThat(client.get("one", 1000)).isPresent();
    }

    @Test
    void aWrongSecretIsRefusedAndNotShown() {
        var wrong = new Credentials("AKFAKE", "wrong secret", Optional.empty());
        try (var stranger = store.client(pace, "", wrong)) {
            assertThatThrownBy(() -> stranger.get("one", 100))
                    .hasMessageContaining("403 SignatureDoesNotMatch")
                    .hasMessageNotContaining("wrong secret");
        }
    }

    @Test
    void writesOnceWhateverGetsLost() throws Exception {
        for (var fault : List.of(
                Fault.LOST_ANSWER,
                Fault.LOST_REQUEST,
                Fault.FAILS,
                Fault.FAILS_AFTERWARDS,
                Fault.CONFLICT,
                Fault.LATE)) {
            var key = "once-" + fault;
            store.breaks(1, "PUT", key, fault);

            client.putOnce(key, bytes("1"));
            store.deliverLate();

            assertThat(store.content("a/b/" + key)).contains(bytes("1"));
        }
    }

    @Test
    void writesOnceOnly() throws Exception {
        client.putOnce("one", bytes("1"));
        client.putOnce("one", bytes("1"));

        assertThatThrownBy(() -> client.putOnce("one", bytes("2")))
                .hasMessageContaining("a/b/one: is there with other");
        assertThat(store.content("a/b/one")).contains(bytes("1"));
    }

    @Test
    void aListThatIsNoneIsNotTakenForAnEmptyOne() {
        assertThatThrownBy(() -> Listing.parse("<html>")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Listing.parse("<ListBucketResult></ListBucketResult>"))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Listing.parse("<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void readsTheListsOfOtherStores() {
        // From Amazon's documentation of ListObjectsV2, shortened.
        var answer = """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                  <Name>quotes</Name>
                  <Prefix>E</Prefix>
                  <StartAfter>ExampleGuide.pdf</StartAfter>
                  <KeyCount>1</KeyCount>
                  <MaxKeys>3</MaxKeys>
                  <IsTruncated>false</IsTruncated>
                  <Contents>
                    <Key>ExampleObject.txt</Key>
                    <LastModified>2013-09-17T18:07:53.000Z</LastModified>
                    <ETag>"599bab3ed2c697f1d26842727561fd94"</ETag>
                    <Size>857</Size>
                    <StorageClass>REDUCED_REDUNDANCY</StorageClass>
                  </Contents>
                  <CommonPrefixes><Prefix>photos/</Prefix></CommonPrefixes>
                </ListBucketResult>
                """;

        assertThat(Listing.parse(answer))
                .isEqualTo(new Listing(List.of("ExampleObject.txt"), List.of("photos/"), Optional.empty()));
    }

    @Test
    void namesNoPlaceThatIsNone() {
        var address = URI.create("https://s3.example");

        assertThatThrownBy(() -> new Bucket(address, "x", "UPPER", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bucket(address, "x", "bucket", "no-slash"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bucket(address, "x", "bucket", "../"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bucket(URI.create("mailto:x"), "x", "bucket", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Bucket(URI.create("https://s3.example/gate/"), "x", "bucket", "logs/").path("a b"))
                .isEqualTo("/gate/bucket/logs/a%20b");
    }

    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
