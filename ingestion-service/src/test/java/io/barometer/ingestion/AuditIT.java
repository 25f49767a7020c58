package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.eventstore.Transactions;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.proto.audit.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import io.barometer.proto.audit.v1.ExportAuditEntriesRequest;
import io.barometer.proto.audit.v1.GetAuditKeyRequest;
import io.barometer.proto.audit.v1.ListAuditEntriesRequest;
import io.barometer.proto.audit.v1.ListAuditEntriesResponse;
import io.barometer.proto.ingestion.v1.CreateKeyRequest;
import io.barometer.proto.ingestion.v1.CreateKeyResponse;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc.KeyServiceBlockingStub;
import io.barometer.proto.ingestion.v1.RevokeKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyResponse;
import io.barometer.testing.AuditedCalls;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every change of a key is one entry, and nobody changes an entry. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class AuditIT {
  private static TestChannel channel;
  private static KeyServiceBlockingStub keys;
  private static AuditServiceBlockingStub trail;

  @Inject Pool api;
  @Inject AuditTrail appending;

  @BeforeAll
  static void connect() {
    channel = TestChannel.open();
    keys = KeyServiceGrpc.newBlockingStub(channel.as(TestKeys.INITECH));
    trail = AuditServiceGrpc.newBlockingStub(channel.as(TestKeys.INITECH));
  }

  @AfterAll
  static void disconnect() {
    channel.close();
  }

  private static CreateKeyResponse create(String name) {
    return keys.createKey(CreateKeyRequest.newBuilder().setName(name).addSources("crm").build());
  }

  private static RotateKeyRequest rotation(CreateKeyResponse made) {
    return RotateKeyRequest.newBuilder().setKeyId(made.getKey().getKeyId()).build();
  }

  private static RevokeKeyRequest end(String keyId) {
    return RevokeKeyRequest.newBuilder().setKeyId(keyId).build();
  }

  @Test
  void everyCallThatSaysSoAddsOneEntry() throws Exception {
    var calls = new AuditedCalls(channel.as(TestKeys.INITECH));
    List<CreateKeyResponse> made = new ArrayList<>();
    List<RotateKeyResponse> fresh = new ArrayList<>();

    AuditEntry created =
        calls.one(KeyServiceGrpc.getCreateKeyMethod(), () -> made.add(create("audited")));
    String target = "key " + made.getFirst().getKey().getKeyId();
    AuditEntry rotated =
        calls.one(
            KeyServiceGrpc.getRotateKeyMethod(),
            () -> fresh.add(keys.rotateKey(rotation(made.getFirst()))));
    RevokeKeyRequest end = end(fresh.getFirst().getKey().getKeyId());
    AuditEntry revoked = calls.one(KeyServiceGrpc.getRevokeKeyMethod(), () -> keys.revokeKey(end));
    calls.none(() -> keys.revokeKey(end));

    assertThat(created.getService()).isEqualTo("ingestion");
    assertThat(created.getTenantId()).isEqualTo("initech");
    assertThat(created.getActor().getName()).matches("key [0-9a-f]{8}");
    assertThat(created.getActor().getRolesList()).containsExactly("admin", "source");
    assertThat(created.getActor().getVia()).isEqualTo("grpc");
    assertThat(created.getAction()).isEqualTo(AuditAction.AUDIT_ACTION_KEY_CREATED);
    assertThat(created.getTarget()).isEqualTo(target);
    assertThat(created.getDetail()).isEqualTo("{\"name\":\"audited\",\"sources\":[\"crm\"]}");
    assertThat(rotated.getTarget()).isEqualTo(target);
    assertThat(rotated.getSequence()).isEqualTo(created.getSequence() + 1);
    assertThat(rotated.getDetail())
        .contains(fresh.getFirst().getKey().getKeyId())
        .doesNotContain(fresh.getFirst().getSecret());
    assertThat(revoked.getTarget()).isEqualTo("key " + fresh.getFirst().getKey().getKeyId());
    assertThat(calls.entries(1).toString())
        .doesNotContain(made.getFirst().getSecret().substring(17))
        .doesNotContain(fresh.getFirst().getSecret().substring(17));
    assertThat(calls.called()).isEqualTo(AuditedCalls.declared("barometer.ingestion.v1"));
    calls.holds("ingestion");
  }

  @Test
  void whatIsRefusedAddsNone() throws Exception {
    var calls = new AuditedCalls(channel.as(TestKeys.INITECH));
    String source = create("only a source").getSecret();
    KeyServiceBlockingStub asSource = KeyServiceGrpc.newBlockingStub(channel.as(source));
    var blank = CreateKeyRequest.getDefaultInstance();

    calls.none(() -> assertThat(refusal(() -> keys.revokeKey(end("nothing")))).isNotEqualTo("OK"));
    calls.none(() -> assertThat(refusal(() -> keys.createKey(blank))).isNotEqualTo("OK"));
    calls.none(
        () ->
            assertThat(refusal(() -> asSource.createKey(blank)))
                .startsWith("PERMISSION_DENIED PERMISSION_DENIED"));
  }

  @Test
  void aTransactionThatIsRolledBackLeavesNoneAndNoGap() throws Exception {
    var calls = new AuditedCalls(channel.as(TestKeys.INITECH));
    create("before");
    calls.none(
        () ->
            assertThatThrownBy(
                    () ->
                        new Transactions(api)
                            .run(
                                tx -> {
                                  tx.query(
                                      "select set_config('barometer.tenant', $1, true)",
                                      Tuple.of("initech"));
                                  appending.record(tx, "initech", somebody(), change());
                                  throw new IllegalStateException("changed my mind");
                                }))
                .hasMessage("changed my mind"));
    create("after");
    calls.holds("ingestion");
  }

  private static AuditActor somebody() {
    return AuditActor.newBuilder().setName("nobody").setVia("grpc").build();
  }

  private static Change change() {
    return Change.of(
        AuditAction.AUDIT_ACTION_KEY_CREATED, "key x", CreateKeyRequest.getDefaultInstance());
  }

  @Test
  void noRuntimeRoleChangesOrRemovesAnEntryOrWritesForAnotherTenant() {
    create("kept");
    for (String sql :
        List.of(
            "update ingestion.audit_entry set target = 'x' where tenant_id = 'initech'",
            "delete from ingestion.audit_entry where tenant_id = 'initech'",
            "delete from ingestion.audit_head where tenant_id = 'initech'",
            "update ingestion.audit_key set public_key = ''",
            "truncate ingestion.audit_entry")) {
      assertThatThrownBy(() -> asInitech(sql)).as(sql).isInstanceOf(PgException.class);
    }
    assertThatThrownBy(
            () ->
                new Transactions(api)
                    .run(tx -> appending.record(tx, "globex", somebody(), change())))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("row-level security");
  }

  private void asInitech(String sql) {
    new Transactions(api)
        .run(
            tx -> {
              tx.query("select set_config('barometer.tenant', $1, true)", Tuple.of("initech"));
              tx.query(sql);
            });
  }

  @Test
  void entriesAreListedByFilterPageByPageAndNobodyElseSeesThem() {
    CreateKeyResponse first = create("first");
    create("second");
    create("third");
    String target = "key " + first.getKey().getKeyId();

    List<Long> seen = new ArrayList<>();
    String token = "";
    do {
      ListAuditEntriesResponse page =
          trail.listAuditEntries(
              ListAuditEntriesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getEntriesList().forEach(entry -> seen.add(entry.getSequence()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen).isSortedAccordingTo(java.util.Comparator.reverseOrder()).endsWith(1L);
    assertThat(seen).hasSize(seen.getFirst().intValue());

    assertThat(listed(b -> b.setTarget(target)))
        .extracting(AuditEntry::getTarget)
        .containsExactly(target);
    assertThat(listed(b -> b.setTarget(target).addActions(AuditAction.AUDIT_ACTION_KEY_REVOKED)))
        .isEmpty();
    assertThat(listed(b -> b.setTarget(target).setActor("somebody else"))).isEmpty();
    Timestamp now =
        Timestamp.newBuilder().setSeconds(System.currentTimeMillis() / 1_000 + 60).build();
    assertThat(listed(b -> b.setTarget(target).setFromTime(now))).isEmpty();
    assertThat(listed(b -> b.setTarget(target).setUntilTime(now))).hasSize(1);

    var hooli = AuditServiceGrpc.newBlockingStub(channel.as(TestKeys.HOOLI));
    assertThat(
            hooli
                .listAuditEntries(ListAuditEntriesRequest.newBuilder().setTarget(target).build())
                .getEntriesList())
        .isEmpty();
    assertThat(refusal(() -> hooli.listAuditEntries(foreignPage())))
        .startsWith("INVALID_ARGUMENT PAGE_TOKEN");
  }

  private static ListAuditEntriesRequest foreignPage() {
    String token =
        trail
            .listAuditEntries(ListAuditEntriesRequest.newBuilder().setPageSize(1).build())
            .getNextPageToken();
    return ListAuditEntriesRequest.newBuilder().setPageToken(token).build();
  }

  private static List<AuditEntry> listed(
      java.util.function.UnaryOperator<ListAuditEntriesRequest.Builder> filter) {
    return trail
        .listAuditEntries(filter.apply(ListAuditEntriesRequest.newBuilder()).build())
        .getEntriesList();
  }

  @Test
  void everythingThatIsWrongWithARequestIsTold() {
    assertThat(
            refusal(
                () ->
                    trail.listAuditEntries(
                        ListAuditEntriesRequest.newBuilder()
                            .addActionsValue(999)
                            .setTarget("\0")
                            .setFromTime(Timestamp.newBuilder().setNanos(-1))
                            .setPageSize(1_001)
                            .build())))
        .contains("actions[0] VALUE_UNKNOWN")
        .contains("target TEXT_ENCODING")
        .contains("from_time TIME_RANGE")
        .contains("page_size RANGE");
    assertThat(
            refusal(
                () ->
                    trail
                        .exportAuditEntries(
                            ExportAuditEntriesRequest.newBuilder().setFromSequence(-1).build())
                        .next()))
        .startsWith("INVALID_ARGUMENT RANGE");
  }

  @Test
  void aTenantWithoutEntriesHasASignedHeadToo() {
    var umbrella = new AuditedCalls(channel.as(TestKeys.GLOBEX));
    umbrella.holds("ingestion");
    var key = trail.getAuditKey(GetAuditKeyRequest.getDefaultInstance());
    assertThat(key.getCurrent().getFingerprint()).matches("[0-9a-f]{64}");
    assertThat(key.getFormerList()).isEmpty();
  }

  @Test
  void onlyAnAdminReadsTheTrail() {
    String source = create("no reader").getSecret();
    var asSource = AuditServiceGrpc.newBlockingStub(channel.as(source));
    assertThat(
            refusal(() -> asSource.listAuditEntries(ListAuditEntriesRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED required_role=admin");
  }
}
