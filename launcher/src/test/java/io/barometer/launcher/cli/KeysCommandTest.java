package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.barometer.proto.ingestion.v1.ApiKey;
import io.barometer.proto.ingestion.v1.CreateKeyRequest;
import io.barometer.proto.ingestion.v1.CreateKeyResponse;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc.KeyServiceImplBase;
import io.barometer.proto.ingestion.v1.ListKeysRequest;
import io.barometer.proto.ingestion.v1.ListKeysResponse;
import io.barometer.proto.ingestion.v1.RevokeKeyRequest;
import io.barometer.proto.ingestion.v1.RevokeKeyResponse;
import io.barometer.proto.ingestion.v1.RotateKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyResponse;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  private static final Timestamp MADE = Timestamp.newBuilder().setSeconds(1_700_000_000).build();
  private static final ApiKey CRM =
      ApiKey.newBuilder()
          .setKeyId("abcdefghjkmn")
          .setName("crm")
          .addSources("crm")
          .addEventTypes("activity")
          .setCreatedBy("kim")
          .setCreateTime(MADE)
          .build();

  @TempDir private Path folder;
  private final List<Object> asked = new ArrayList<>();
  @AutoClose private final FakeServer server = new FakeServer(new Keys());
  private final CommandRun cli = new CommandRun(server.address());

  @Test
  void aKeyIsShownOnce() {
    assertThat(cli.run("keys", "create", "crm", "--source", "crm", "--type", "activity")).isZero();
    assertThat(asked)
        .containsExactly(
            CreateKeyRequest.newBuilder()
                .setName("crm")
                .addSources("crm")
                .addEventTypes("activity")
                .build());
    assertThat(cli.out())
        .isEqualTo(
            """
            The key abcdefghjkmn works until it is revoked.
            Its text, shown this once: bmk_abcdefghjkmn_secret
            """);
  }

  @Test
  void keysAreListedWithTheirScope() {
    assertThat(cli.run("keys", "list")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Key           For  State                         Last used
            abcdefghjkmn  crm  works until it is revoked     never
                sources crm; types activity
            opqrstuvwxyz  old  revoked 2023-11-14T22:13:20Z  never
                all sources
            """);
  }

  @Test
  void programsGetOneObjectPerKey() {
    assertThat(cli.run("keys", "list", "--json")).isZero();
    assertThat(cli.out().lines())
        .first()
        .isEqualTo(
            "{\"key_id\":\"abcdefghjkmn\",\"name\":\"crm\",\"sources\":[\"crm\"],\"event_types\":[\"activity\"],"
                + "\"created_by\":\"kim\",\"create_time\":\"2023-11-14T22:13:20Z\"}");
  }

  @Test
  void aKeyIsRotatedWithAnOverlapAndRevoked() {
    assertThat(cli.run("keys", "rotate", "abcdefghjkmn", "--overlap", "4h")).isZero();
    assertThat(cli.run("keys", "revoke", "abcdefghjkmn")).isZero();
    assertThat(asked)
        .containsExactly(
            RotateKeyRequest.newBuilder()
                .setKeyId("abcdefghjkmn")
                .setOverlap(Duration.newBuilder().setSeconds(14_400))
                .build(),
            RevokeKeyRequest.newBuilder().setKeyId("abcdefghjkmn").build());
    assertThat(cli.out())
        .isEqualTo(
            """
            The key opqrstuvwxyz works until it is revoked.
            Its text, shown this once: bmk_opqrstuvwxyz_secret
            The key abcdefghjkmn works on until 2023-11-14T22:13:20Z.
            The key abcdefghjkmn is revoked.
            """);
  }

  @Test
  void aCredentialIsTakenFromTheOptionTheFileOrTheEnvironment() throws Exception {
    StackChoice choice = new StackChoice();
    assertThat(choice.credential(Map.of())).isEmpty();
    assertThat(choice.credential(Map.of("BAROMETER_TOKEN", " "))).isEmpty();
    assertThat(choice.credential(Map.of("BAROMETER_TOKEN", "e"))).contains("e");
    choice.tokenFile = Files.writeString(folder.resolve("token"), "f\n");
    assertThat(choice.credential(Map.of("BAROMETER_TOKEN", "e"))).contains("f");
    choice.token = "t";
    assertThat(choice.credential(Map.of("BAROMETER_TOKEN", "e"))).contains("t");
  }

  private final class Keys extends KeyServiceImplBase {
    private final ApiKey old =
        CRM.toBuilder().setKeyId("opqrstuvwxyz").setName("old").clearSources().build();

    @Override
    public void createKey(CreateKeyRequest request, StreamObserver<CreateKeyResponse> observer) {
      asked.add(request);
      observer.onNext(
          CreateKeyResponse.newBuilder().setKey(CRM).setSecret("bmk_abcdefghjkmn_secret").build());
      observer.onCompleted();
    }

    @Override
    public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> observer) {
      ApiKey revoked = old.toBuilder().clearEventTypes().setRevokeTime(MADE).build();
      observer.onNext(ListKeysResponse.newBuilder().addKeys(CRM).addKeys(revoked).build());
      observer.onCompleted();
    }

    @Override
    public void rotateKey(RotateKeyRequest request, StreamObserver<RotateKeyResponse> observer) {
      asked.add(request);
      observer.onNext(
          RotateKeyResponse.newBuilder()
              .setKey(old)
              .setSecret("bmk_opqrstuvwxyz_secret")
              .setReplaced(CRM.toBuilder().setExpireTime(MADE))
              .build());
      observer.onCompleted();
    }

    @Override
    public void revokeKey(RevokeKeyRequest request, StreamObserver<RevokeKeyResponse> observer) {
      asked.add(request);
      observer.onNext(
          RevokeKeyResponse.newBuilder().setKey(CRM.toBuilder().setRevokeTime(MADE)).build());
      observer.onCompleted();
    }
  }
}
