package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes by commands, and the trail that an auditor takes home of them. */
@ExtendWith(EmptyPlatform.Resolver.class)
class AuditIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final String data;

  AuditIT(EmptyPlatform empty) {
    this.data = empty.platform().data().toString();
  }

  @Test
  void what_people_change_in_each_service_is_told_exported_and_verified_without_it()
      throws Exception {
    Files.writeString(folder.resolve("level.yaml"), CorrectionIT.MODEL);
    String key =
        JSON.readTree(run("keys", "create", "crm", "--json", "--data", data))
            .path("key_id")
            .textValue();
    run("model", "push", "level.yaml", "--reason", "levels", "--author", "kim", "--data", data);
    run("rules", "delete", "expansion", "--data", data);

    assertThat(told())
        .containsExactly(
            "alerting: AUDIT_ACTION_RULE_DELETED rule expansion",
            "scoring: AUDIT_ACTION_MODEL_DRAFTED model level@1.0.0",
            "ingestion: AUDIT_ACTION_KEY_CREATED key " + key);

    Files.writeString(folder.resolve("keys.pem"), run("audit", "key", "--data", data));
    String heads = run("audit", "export", "trail.ndjson", "--data", data);
    assertThat(heads.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ingestion: 1 entries, head "),
            line -> assertThat(line).startsWith("scoring: 1 entries, head "),
            line -> assertThat(line).startsWith("alerting: 1 entries, head "));
    assertThat(run("audit", "verify", "trail.ndjson", "--key", "keys.pem"))
        .contains("All right. Signed by: ");

    Path trail = folder.resolve("trail.ndjson");
    Files.writeString(trail, Files.readString(trail).replace("kim", "lee"));
    CommandRun forged = barometer("audit", "verify", "trail.ndjson", "--key", "keys.pem");
    assertThat(forged.exitCode()).isEqualTo(1);
    assertThat(forged.output()).startsWith("Wrong: trail.ndjson, line ");
  }

  private List<String> told() throws IOException, InterruptedException {
    return run("audit", "--json", "--data", data).lines().map(AuditIT::entry).toList();
  }

  private static String entry(String line) {
    try {
      var entry = JSON.readTree(line);
      return "%s: %s %s"
          .formatted(
              entry.path("service").textValue(),
              entry.path("action").textValue(),
              entry.path("target").textValue());
    } catch (IOException noJson) {
      throw new AssertionError(line, noJson);
    }
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    CommandRun run = barometer(arguments);
    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    return run.output();
  }

  private CommandRun barometer(String... arguments) throws IOException, InterruptedException {
    return CommandRun.of(folder, arguments);
  }
}
