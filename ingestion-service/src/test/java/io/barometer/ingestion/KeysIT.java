package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static io.barometer.ingestion.Calls.refusal;
import static io.barometer.ingestion.Calls.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.ScoreOverridden;
import io.barometer.proto.ingestion.v1.ApiKey;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.CreateKeyRequest;
import io.barometer.proto.ingestion.v1.CreateKeyResponse;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc.KeyServiceBlockingStub;
import io.barometer.proto.ingestion.v1.ListKeysRequest;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import io.barometer.proto.ingestion.v1.RevokeKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyResponse;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestIssuer;
import io.barometer.testing.TestKeys;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class KeysIT {

  /** How long a revoked key may still work, as the contract says. */
  private static final long REVOKED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static TestChannel channel;
  private static KeyServiceBlockingStub umbrella;

  @BeforeAll
  static void connect() {
    channel = TestChannel.open();
    umbrella = KeyServiceGrpc.newBlockingStub(channel.as(TestKeys.UMBRELLA));
  }

  @AfterAll
  static void disconnect() {
    channel.close();
  }

  private static CreateKeyResponse create(String name, String source, String... types) {
    return umbrella.createKey(
        CreateKeyRequest.newBuilder()
            .setName(name)
            .addSources(source)
            .addAllEventTypes(java.util.List.of(types))
            .build());
  }

  private static RecordEventsResponse record(String credential, BatchMode mode, Event... events) {
    return IngestionServiceGrpc.newBlockingStub(channel.as(credential))
        .recordEvents(
            RecordEventsRequest.newBuilder()
                .setMode(mode)
                .addAllEvents(java.util.List.of(events))
                .build());
  }

  private static RecordEventsResponse record(String credential, Event... events) {
    return record(credential, BatchMode.BATCH_MODE_ATOMIC, events);
  }

  private static Event event(String key, String source) {
    return activity("of-a-source", key).setSource(source).build();
  }

  @Test
  void aKeyRecordsWhatItsScopeHoldsAndNothingElse() {
    String crm = create("crm", "crm", "activity").getSecret();
    assertThat(crm).matches("bmk_[a-z2-9]{12}_[A-Za-z0-9_-]{43}");
    assertThat(record(crm, event("k1", "crm")).getResults(0).hasRecorded()).isTrue();

    assertThat(refusal(() -> record(crm, event("k2", "crm"), event("k3", "billing"))))
        .isEqualTo(
            "PERMISSION_DENIED PERMISSION_DENIED scope=source:billing | events[1].source PERMISSION_DENIED");
    assertThat(refusal(() -> record(crm, override("crm"))))
        .isEqualTo(
            "PERMISSION_DENIED PERMISSION_DENIED scope=type:score_overridden | events[0] PERMISSION_DENIED");
    var items =
        record(crm, BatchMode.BATCH_MODE_PER_ITEM, event("k2", "crm"), event("k3", "billing"))
            .getResultsList();
    assertThat(items.getFirst().hasRecorded()).isTrue();
    assertThat(told(items.getLast().getRefused()))
        .startsWith("PERMISSION_DENIED PERMISSION_DENIED scope=source:billing");
  }

  @Test
  void aKeyDoesNothingButRecord() {
    String key = create("only-records", "crm").getSecret();
    assertThat(
            refusal(
                () ->
                    KeyServiceGrpc.newBlockingStub(channel.as(key))
                        .listKeys(ListKeysRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED required_role=admin");
  }

  @Test
  void aKeyIsListedWithoutItsTextAndNobodyElseSeesIt() throws InterruptedException {
    CreateKeyResponse made = create("listed", "crm", "activity");
    record(made.getSecret(), event("listed", "crm"));
    ApiKey listed = listed(made.getKey().getKeyId());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!listed.hasLastUseTime() && System.nanoTime() < end) {
      Thread.sleep(100);
      listed = listed(made.getKey().getKeyId());
    }
    assertThat(listed.hasLastUseTime()).isTrue();
    assertThat(listed.toBuilder().clearLastUseTime().build()).isEqualTo(made.getKey());
    assertThat(listed.getCreatedBy()).matches("key [0-9a-f]{8}");
    assertThat(listed.toString()).doesNotContain(made.getSecret().substring(17));

    KeyServiceBlockingStub hooli = KeyServiceGrpc.newBlockingStub(channel.as(TestKeys.HOOLI));
    assertThat(hooli.listKeys(ListKeysRequest.getDefaultInstance()).getKeysList()).isEmpty();
    var foreign = RevokeKeyRequest.newBuilder().setKeyId(listed.getKeyId()).build();
    assertThat(refusal(() -> hooli.revokeKey(foreign))).isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(refusal(() -> record(made.getSecret(), event("still", "crm")))).isEqualTo("OK");
  }

  @Test
  void aRevokedKeyIsRefusedWithinSecondsAndItsStreamsEnd() throws Exception {
    CreateKeyResponse made = create("revoked", "crm");
    var stream = new OpenStream(made.getSecret());
    stream.send(1);
    umbrella.revokeKey(RevokeKeyRequest.newBuilder().setKeyId(made.getKey().getKeyId()).build());
    long revoked = System.nanoTime();
    String answer = "OK";
    while (answer.equals("OK") && System.nanoTime() - revoked < REVOKED_WITHIN_NANOS) {
      answer = refusal(() -> record(made.getSecret(), event("revoked", "crm")));
    }
    assertThat(answer).isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");

    Thread.sleep(1_000);
    stream.send(2);
    assertThat(stream.end.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(listed(made.getKey().getKeyId()).hasRevokeTime()).isTrue();
  }

  @Test
  void aRotatedKeyWorksOnForTheOverlap() throws InterruptedException {
    CreateKeyResponse made = create("rotated", "crm");
    String id = made.getKey().getKeyId();
    RotateKeyResponse day = umbrella.rotateKey(RotateKeyRequest.newBuilder().setKeyId(id).build());
    assertThat(day.getKey().getSourcesList()).containsExactly("crm");
    assertThat(
            day.getReplaced().getExpireTime().getSeconds()
                - day.getKey().getCreateTime().getSeconds())
        .isEqualTo(86_400);
    assertThat(refusal(() -> record(made.getSecret(), event("old", "crm")))).isEqualTo("OK");
    assertThat(until("OK", day.getSecret())).isEqualTo("OK");

    umbrella.rotateKey(
        RotateKeyRequest.newBuilder()
            .setKeyId(day.getKey().getKeyId())
            .setOverlap(Duration.getDefaultInstance())
            .build());
    assertThat(until("UNAUTHENTICATED UNAUTHENTICATED", day.getSecret()))
        .isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");
    var again = RotateKeyRequest.newBuilder().setKeyId(day.getKey().getKeyId()).build();
    assertThat(refusal(() -> umbrella.rotateKey(again))).isEqualTo("FAILED_PRECONDITION STATE");
  }

  @Test
  void aWrongKeyIsNotMade() {
    var wrong = CreateKeyRequest.newBuilder().addEventTypes("activty").build();
    assertThat(refusal(() -> umbrella.createKey(wrong)))
        .isEqualTo("INVALID_ARGUMENT REQUIRED | name REQUIRED | event_types[0] TYPE_UNKNOWN");
  }

  @Test
  void anOperatorRecordsOverridesAndNothingElse() {
    String operator = TestIssuer.ofTest().token("umbrella", "operator");
    String admin = TestIssuer.ofTest().token("umbrella", "admin");
    assertThat(refusal(() -> record(admin, event("admins", "crm"))))
        .isEqualTo(
            "PERMISSION_DENIED PERMISSION_DENIED scope=source:crm | events[0].source PERMISSION_DENIED");
    record(TestKeys.UMBRELLA, event("first", "crm"));
    assertThat(refusal(() -> record(operator, override("barometer")))).isEqualTo("OK");
  }

  private static Event override(String source) {
    return Event.newBuilder()
        .setAccountId("of-a-source")
        .setEventKey("override/" + source)
        .setSource(source)
        .setScoreOverridden(
            ScoreOverridden.newBuilder()
                .setScoreName("health")
                .setTenths(500)
                .setRole("csm")
                .setAuthor("kim")
                .setReason("a call")
                .setLastDate(com.google.type.Date.newBuilder().setYear(2027).setMonth(1).setDay(1)))
        .build();
  }

  private static ApiKey listed(String keyId) {
    return umbrella.listKeys(ListKeysRequest.getDefaultInstance()).getKeysList().stream()
        .filter(key -> key.getKeyId().equals(keyId))
        .findFirst()
        .orElseThrow();
  }

  private static String until(String wanted, String credential) throws InterruptedException {
    long begin = System.nanoTime();
    String answer = "";
    while (!answer.equals(wanted) && System.nanoTime() - begin < REVOKED_WITHIN_NANOS) {
      answer = refusal(() -> record(credential, event("until", "crm")));
      Thread.sleep(20);
    }
    return answer;
  }

  private static final class OpenStream implements StreamObserver<StreamEventsResponse> {
    final CompletableFuture<Status> end = new CompletableFuture<>();
    private final StreamObserver<StreamEventsRequest> requests;

    OpenStream(String credential) {
      requests = IngestionServiceGrpc.newStub(channel.as(credential)).streamEvents(this);
    }

    void send(long sequence) {
      requests.onNext(
          StreamEventsRequest.newBuilder()
              .setSequence(sequence)
              .addEvents(event("streamed-" + sequence, "crm"))
              .build());
    }

    @Override
    public void onNext(StreamEventsResponse answer) {}

    @Override
    public void onError(Throwable failure) {
      end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }
}
