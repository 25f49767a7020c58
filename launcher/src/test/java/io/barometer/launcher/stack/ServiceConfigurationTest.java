package io.barometer.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.audit.chain.SigningKey;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigurationTest {
  @TempDir private Path folder;

  @Test
  void eachServiceIsToldWhereTheOneBeforeItIs() {
    ServiceConfiguration configuration = configuration(StackOptions.in(folder).on(17400));
    assertThat(configuration.properties(first(Service.SCORING)))
        .containsEntry("barometer.ingestion.address", "127.0.0.1:17401")
        .containsEntry("quarkus.grpc.server.port", "17402")
        .containsEntry("quarkus.http.port", "17412")
        .containsEntry("barometer.postgres.address", "127.0.0.1:17432")
        .containsEntry("kafka.bootstrap.servers", "127.0.0.1:17492")
        .doesNotContainKeys("barometer.clock", "barometer.scoring.address");
    assertThat(configuration.properties(first(Service.ALERTING)))
        .containsEntry("barometer.scoring.address", "127.0.0.1:17402")
        .containsEntry("quarkus.management.port", "17413")
        .containsEntry("quarkus.http.port", "17423");
    assertThat(configuration.properties(first(Service.INGESTION)))
        .containsEntry("barometer.clock", "system");
  }

  @Test
  void aServiceGetsItsOwnExtraSettingsOnly() {
    StackOptions options =
        StackOptions.in(folder)
            .with(StackOptions.Clock.REPLAY)
            .with(Service.ALERTING, "barometer.destinations.allow", "127.0.0.1");
    assertThat(configuration(options).properties(first(Service.ALERTING)))
        .containsEntry("barometer.destinations.allow", "127.0.0.1");
    assertThat(configuration(options).properties(first(Service.INGESTION)))
        .containsEntry("barometer.clock", "replay")
        .doesNotContainKey("barometer.destinations.allow");
  }

  @Test
  void theFileIsReadableByItsOwnerOnlyAndHoldsNoKeyOfATenant() throws IOException {
    StackOptions options =
        StackOptions.in(folder).with(Service.ALERTING, "some.text", "a=b: \\ ${c}");
    configuration(options).write(first(Service.ALERTING), folder);
    Path file = folder.resolve("config/application.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    }
    assertThat(Map.copyOf(read))
        .containsEntry("some.text", "a=b: \\ \\${c}")
        .containsEntry("barometer.postgres.password", "secret");
    assertThat(Files.readString(file)).doesNotContain("tenant-key");
  }

  @Test
  void aDataFolderKeepsItsKeysAndNobodyElseReadsThem() throws IOException {
    Credentials first = Credentials.readOrCreate(folder);
    assertThat(first.apiKey()).matches("[0-9a-f]{64}").isNotEqualTo(first.serviceKey());
    assertThat(Credentials.read(folder)).isEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("api-key"))))
        .isEqualTo("rw-------");
    assertThat(first.toString()).isEqualTo("Credentials[…]");
    assertThat(SigningKey.parse(first.auditKey()).fingerprint()).matches("[0-9a-f]{64}");
    assertThat(configuration(StackOptions.in(folder)).properties(first(Service.SCORING)))
        .containsEntry("barometer.audit.signing-key", "audit-key");
  }

  @Test
  void anotherInstanceHasPortsOfItsOwn() {
    ServiceConfiguration configuration = configuration(StackOptions.in(folder).on(17400));

    assertThat(configuration.properties(new Instance(Service.SCORING, 2)))
        .containsEntry("quarkus.grpc.server.port", "17441")
        .containsEntry("quarkus.http.port", "17461");
    assertThat(configuration.properties(new Instance(Service.ALERTING, 6)))
        .containsEntry("quarkus.grpc.server.port", "17454")
        .containsEntry("quarkus.management.port", "17474")
        .containsEntry("quarkus.http.port", "17485");
    assertThat(new Instance(Service.SCORING, 2).name()).isEqualTo("scoring-2");
  }

  private static Instance first(Service service) {
    return new Instance(service, 1);
  }

  private static ServiceConfiguration configuration(StackOptions options) {
    return new ServiceConfiguration(
        options,
        new Credentials("tenant-key", "service-key", "encryption-key", "audit-key"),
        "secret");
  }
}
