package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import io.barometer.e2e.example.ExampleFile;
import io.barometer.e2e.example.ExampleRow;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of the running platform, checked by a command that knows no platform. */
@ExtendWith(ImportedExample.Resolver.class)
class CertificateIT {
  private static final String PAST = "2011-10-01T12:00:00Z";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final ImportedExample example;
  private final String account;

  CertificateIT(ImportedExample example) {
    this.example = example;
    this.account = busiest(ExampleFile.firstTwoYears());
  }

  private static String busiest(List<ExampleRow> rows) {
    Map<String, Long> events =
        rows.stream().collect(Collectors.groupingBy(ExampleRow::accountId, Collectors.counting()));
    return Collections.max(events.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  @Test
  void what_the_platform_tells_is_proven_and_verified_without_it() throws Exception {
    JsonNode now = proven("now.json");
    JsonNode past = proven("past.json", "--as-of", PAST);
    JsonNode known = proven("known.json", "--known-at", PAST);

    assertThat(now.path("score").decimalValue()).isEqualByComparingTo(points(score(null)));
    assertThat(known.path("score").decimalValue())
        .isEqualByComparingTo(points(score(Instant.parse(PAST))));
    assertThat(known.path("events").intValue()).isLessThan(past.path("events").intValue());
    assertThat(past.path("prefix_hash").textValue()).isEqualTo(now.path("prefix_hash").textValue());
    assertThat(now.path("chain").path("position").longValue())
        .isGreaterThanOrEqualTo(now.path("position").longValue());
    assertThat(proven("again.json", "--known-at", PAST).path("prefix_hash"))
        .isEqualTo(known.path("prefix_hash"));
  }

  @Test
  void an_event_that_is_changed_or_left_out_is_found() throws Exception {
    var unused = proven("told.json");
    Path file = folder.resolve("told.json");
    String text = Files.readString(file);
    int user = text.indexOf("\"user_id\":\"") + "\"user_id\":\"".length();

    Files.writeString(file, text.substring(0, user) + '#' + text.substring(user + 1));
    assertThat(CommandRun.of(folder, "verify", "told.json").exitCode()).isEqualTo(4);

    int first = text.indexOf("    {\"event\":");
    int second = text.indexOf("    {\"event\":", first + 1);
    Files.writeString(file, text.substring(0, first) + text.substring(second));
    assertThat(CommandRun.of(folder, "verify", "told.json").output())
        .contains("The events: event 1 was left out.");
  }

  /** Proves and verifies; the two must say the same. */
  private JsonNode proven(String file, String... more) throws IOException, InterruptedException {
    String[] arguments = new String[more.length + 7];
    String[] prove = {
      "prove", account, "--data", example.platform().data().toString(), "-o", file, "--json"
    };
    System.arraycopy(prove, 0, arguments, 0, prove.length);
    System.arraycopy(more, 0, arguments, prove.length, more.length);
    CommandRun proved = CommandRun.of(folder, arguments);
    assertThat(proved.exitCode()).as(proved.errors()).isZero();
    CommandRun verified = CommandRun.of(folder, "verify", file, "--json");
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).isEqualTo(proved.output());
    return JSON.readTree(verified.output());
  }

  private static BigDecimal points(ScoreValue score) {
    assertThat(score.hasTenths()).isTrue();
    return BigDecimal.valueOf(score.getTenths(), 1);
  }

  private ScoreValue score(@Nullable Instant knownAt) {
    var request = GetScoreRequest.newBuilder().setAccountId(account);
    if (knownAt != null) {
      request.setKnownAtTime(Timestamp.newBuilder().setSeconds(knownAt.getEpochSecond()));
    }
    return example.platform().calls().scoring().getScore(request.build()).getScore().getScore();
  }
}
