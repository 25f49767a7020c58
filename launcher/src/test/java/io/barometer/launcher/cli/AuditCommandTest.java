package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.audit.chain.SealedForm;
import io.barometer.audit.chain.SigningKey;
import io.barometer.launcher.client.Target;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditHead;
import io.barometer.proto.audit.v1.AuditServiceGrpc.AuditServiceImplBase;
import io.barometer.proto.audit.v1.ExportAuditEntriesRequest;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import io.barometer.proto.audit.v1.GetAuditKeyRequest;
import io.barometer.proto.audit.v1.GetAuditKeyResponse;
import io.barometer.proto.audit.v1.ListAuditEntriesRequest;
import io.barometer.proto.audit.v1.ListAuditEntriesResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final SigningKey KEY = SigningKey.parse(SigningKey.random());

  @TempDir private Path folder;
  private final List<Object> asked = new ArrayList<>();
  private final Trail ingestion = new Trail("ingestion");
  private final Trail scoring = new Trail("scoring");
  private final Trail alerting = new Trail("alerting");

  @AutoClose private final FakeServer first = new FakeServer(ingestion);
  @AutoClose private final FakeServer second = new FakeServer(scoring);
  @AutoClose private final FakeServer third = new FakeServer(alerting);
  private final CommandRun cli =
      new CommandRun(
          choice ->
              new Target(first.address(), second.address(), third.address(), "key", "service-key"));

  @BeforeEach
  void entries() {
    ingestion.add(AuditAction.AUDIT_ACTION_KEY_CREATED, "key abc", "", 10);
    alerting.add(AuditAction.AUDIT_ACTION_RULE_CHANGED, "rule big-loss", "", 5);
    alerting.add(AuditAction.AUDIT_ACTION_SILENCE_CREATED, "silence 7", "known", 20);
  }

  private int run(String... words) {
    cli.forget();
    return cli.run(words);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void theTrailsOfAllServicesAreShownNewestFirst() {
    assertThat(run("audit")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Time                  Who  What             Target         Reason
            2027-01-15T08:00:20Z  kim  silence created  silence 7      known
            2027-01-15T08:00:10Z  kim  key created      key abc
            2027-01-15T08:00:05Z  kim  rule changed     rule big-loss
            """);
  }

  @Test
  void filtersGoToTheServicesThatAreNamed() {
    assertThat(
            run(
                "audit",
                "--service",
                "alerting",
                "--action",
                "rule-changed",
                "--target",
                "rule big-loss",
                "--actor",
                "kim",
                "--since",
                "2027-01-15T08:00:00Z",
                "--json"))
        .isZero();
    assertThat(asked)
        .containsExactly(
            ListAuditEntriesRequest.newBuilder()
                .addActions(AuditAction.AUDIT_ACTION_RULE_CHANGED)
                .setTarget("rule big-loss")
                .setActor("kim")
                .setFromTime(Timestamp.newBuilder().setSeconds(1_800_000_000))
                .setPageSize(1_000)
                .build());
    assertThat(cli.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"service\":\"alerting\""));
  }

  @Test
  void anActionThatThereIsNotIsToldWithThoseThereAre() {
    assertThat(run("audit", "--action", "rule-moved")).isEqualTo(1);
    assertThat(cli.err()).contains("There is no action \"rule-moved\".").contains("rule-changed");
  }

  @Test
  void anExportIsWrittenAndVerifiedWithoutAnyServer() throws IOException {
    Path export = file("trail.ndjson");
    assertThat(run("audit", "export", export.toString())).isZero();
    assertThat(cli.out().lines())
        .hasSize(3)
        .last()
        .isEqualTo(
            "alerting: 2 entries, head %s, signed by the key %s"
                .formatted(alerting.entries.getLast().getHash(), KEY.fingerprint()));
    assertThat(Files.readAllLines(export)).hasSize(9);
    assertThat(run("audit", "key")).isZero();
    Path key = Files.writeString(file("key.pem"), cli.out());
    List.of(first, second, third).forEach(FakeServer::close);

    assertThat(run("audit", "verify", export.toString())).isZero();
    assertThat(cli.out())
        .contains("alerting of acme: 2 entries, head ")
        .contains("All right. Signed by: " + KEY.fingerprint())
        .contains("Whose keys these are the export cannot tell");
    assertThat(run("audit", "verify", export.toString(), "--key", key.toString())).isZero();
    assertThat(cli.out()).doesNotContain("cannot tell");
  }

  @Test
  void whatWasChangedOrCutOffIsFoundAndTheCommandFails() throws IOException {
    Path export = file("trail.ndjson");
    run("audit", "export", export.toString());
    Path changed = file("changed.ndjson");
    Files.writeString(changed, Files.readString(export).replace("big-loss", "big-l0ss"));
    assertThat(run("audit", "verify", changed.toString())).isEqualTo(1);
    assertThat(cli.out())
        .isEqualTo(
            "Wrong: %s, line 7: entry 1 of alerting of acme: its hash is not that of its fields and the entry before%n"
                .formatted(changed));

    alerting.entries.removeLast();
    Path shorter = file("shorter.ndjson");
    run("audit", "export", shorter.toString());
    assertThat(run("audit", "verify", shorter.toString())).isZero();
    assertThat(run("audit", "verify", shorter.toString(), "--after", export.toString()))
        .isEqualTo(1);
    assertThat(cli.out()).contains("the end was cut off");
    assertThat(run("audit", "verify", export.toString(), "--after", shorter.toString())).isZero();
    assertThat(run("audit", "verify", export.toString(), "--after", changed.toString()))
        .isEqualTo(1);
  }

  @Test
  void aFileThatIsNoneIsTold() throws IOException {
    assertThat(run("audit", "verify", file("nowhere").toString())).isEqualTo(1);
    assertThat(cli.err()).contains("There is no file");
    Path export = file("trail.ndjson");
    run("audit", "export", export.toString());
    Path wrong = Files.writeString(file("wrong.pem"), "no key");
    assertThat(run("audit", "verify", export.toString(), "--key", wrong.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("it holds no public key in PEM");
  }

  /** A service's trail. */
  private final class Trail extends AuditServiceImplBase {
    private final String service;
    private final List<AuditEntry> entries = new ArrayList<>();

    private Trail(String service) {
      this.service = service;
    }

    private void add(AuditAction action, String target, String reason, int second) {
      String before = entries.isEmpty() ? SealedForm.NO_HASH : entries.getLast().getHash();
      AuditEntry open =
          AuditEntry.newBuilder()
              .setService(service)
              .setTenantId("acme")
              .setSequence(entries.size() + 1L)
              .setRecordedTime(Timestamp.newBuilder().setSeconds(1_800_000_000 + second))
              .setActor(AuditActor.newBuilder().setName("kim").setVia("grpc"))
              .setAction(action)
              .setTarget(target)
              .setReason(reason)
              .setDetail("{}")
              .setKeyFingerprint(KEY.fingerprint())
              .build();
      String hash = SealedForm.hash(before, open);
      byte[] head = SealedForm.head(service, "acme", open.getSequence(), hash);
      entries.add(open.toBuilder().setHash(hash).setSignature(KEY.sign(head)).build());
    }

    @Override
    public void listAuditEntries(
        ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> observer) {
      asked.add(request);
      observer.onNext(
          ListAuditEntriesResponse.newBuilder().addAllEntries(entries.reversed()).build());
      observer.onCompleted();
    }

    @Override
    public void exportAuditEntries(
        ExportAuditEntriesRequest request, StreamObserver<ExportAuditEntriesResponse> observer) {
      observer.onNext(ExportAuditEntriesResponse.newBuilder().setKey(KEY.publicKey()).build());
      for (AuditEntry entry : entries) {
        observer.onNext(ExportAuditEntriesResponse.newBuilder().setEntry(entry).build());
      }
      String hash = entries.isEmpty() ? SealedForm.NO_HASH : entries.getLast().getHash();
      observer.onNext(
          ExportAuditEntriesResponse.newBuilder()
              .setHead(
                  AuditHead.newBuilder()
                      .setService(service)
                      .setTenantId("acme")
                      .setSequence(entries.size())
                      .setHash(hash)
                      .setKeyFingerprint(KEY.fingerprint())
                      .setSignature(
                          KEY.sign(SealedForm.head(service, "acme", entries.size(), hash))))
              .build());
      observer.onCompleted();
    }

    @Override
    public void getAuditKey(
        GetAuditKeyRequest request, StreamObserver<GetAuditKeyResponse> observer) {
      observer.onNext(GetAuditKeyResponse.newBuilder().setCurrent(KEY.publicKey()).build());
      observer.onCompleted();
    }
  }
}
