package io.barometer.launcher.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barometer.launcher.show.Terminal;
import io.barometer.proto.event.v1.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  private static final String MAPPING =
      """
      account: "{org}"
      key: generated
      source: git
      occurred_time: "{at}"
      received_time: "{known}"
      type: activity
      payload:
        activity:
          action: "{kind}"
          quantity: "{n}"
      """;
  private static final String HEADER = "known,at,org,kind,n\n";

  @TempDir Path folder;
  private FakeIngestion service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeIngestion(true);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_row_becomes_the_event_that_the_mapping_describes() throws Exception {
    ImportSummary summary = run(csv("2017-01-02T00:00:00Z,2017-01-01T10:00:00Z,acme,fix,2\n"));

    assertThat(summary.recorded()).isEqualTo(1);
    Event event = service.recorded().getFirst();
    assertThat(event.getAccountId()).isEqualTo("acme");
    assertThat(event.getSource()).isEqualTo("git");
    assertThat(event.getActivity().getAction()).isEqualTo("fix");
    assertThat(event.getActivity().getQuantity()).isEqualTo(2.0);
    assertThat(event.getOccurredTime().getSeconds())
        .isEqualTo(Instant.parse("2017-01-01T10:00:00Z").getEpochSecond());
    assertThat(event.getReceivedTime().getSeconds())
        .isEqualTo(Instant.parse("2017-01-02T00:00:00Z").getEpochSecond());
  }

  @Test
  void the_replay_clock_ends_at_the_newest_row() throws Exception {
    run(
        csv(
            "2017-01-02T00:00:00Z,2017-01-01,acme,fix,2\n2017-01-03T00:00:00Z,2017-01-01,acme,fix,2\n"));

    assertThat(service.clock().getSeconds())
        .isEqualTo(Instant.parse("2017-01-03T00:00:00Z").getEpochSecond());
  }

  @Test
  void without_the_replay_clock_the_received_time_is_left_out_and_the_keys_stay() throws Exception {
    Path file = csv("2017-01-02T00:00:00Z,2017-01-01,acme,fix,2\n");
    run(file);
    String key = service.recorded().getFirst().getEventKey();
    service.close();
    service = new FakeIngestion(false);
    run(file);

    assertThat(service.recorded().getFirst().hasReceivedTime()).isFalse();
    assertThat(service.recorded().getFirst().getEventKey()).isEqualTo(key);
  }

  @Test
  void equal_rows_stay_separate_and_a_second_import_in_any_order_records_nothing()
      throws Exception {
    List<String> rows =
        IntStream.range(0, 2000)
            .mapToObj(i -> "2017-01-02,2017-01-01,org" + i % 700 + ",fix,1\n")
            .toList();
    ImportSummary first = run(csv(String.join("", rows)));
    ImportSummary second = run(csv(String.join("", rows.reversed())));

    assertThat(first.recorded()).isEqualTo(2000);
    assertThat(second.recorded()).isZero();
    assertThat(second.duplicates()).isEqualTo(2000);
  }

  @Test
  void a_broken_connection_loses_nothing_and_doubles_nothing_and_keeps_the_order()
      throws Exception {
    service.breakAfter(5);
    ImportSummary summary =
        run(
            csv(
                IntStream.range(0, 6000)
                    .mapToObj(i -> "2017-01-02,2017-01-01,org" + i + ",fix,1\n")
                    .collect(Collectors.joining())));

    assertThat(summary.reconnects()).isEqualTo(1);
    assertThat(service.recorded().stream().map(Event::getAccountId))
        .containsExactlyElementsOf(IntStream.range(0, 6000).mapToObj(i -> "org" + i).toList());
  }

  @Test
  void every_bad_cell_is_named_at_once_and_nothing_is_sent() throws Exception {
    ImportRefused refused =
        refusal(
            csv(
                """
                2017-01-02,2017-01-01,acme,fix,1
                2017-01-02,31/12/2016,acme,fix,many
                2017-01-02,2017-01-01,,fix
                2017-01-02,1999-12-31,,fix,1
                "2017-01-02",2017-01-01,"acme,fix,1
                """));

    assertThat(refused)
        .hasMessage(
            "Nothing was imported: 4 of 5 rows of "
                + folder.resolve("events.csv")
                + " are bad. Correct them, or import the good ones with --mode per-item.");
    assertThat(refused.lines())
        .containsExactly(
            "row 3, column \"at\": \"31/12/2016\" is not a time: write it like 2017-12-31T23:59:59Z or 2017-12-31",
            "row 3, column \"n\": \"many\" is not a number",
            "row 4: it has 4 cells, the header has 5",
            "row 5, column \"org\": it is empty",
            "row 5, column \"at\": \"1999-12-31\" lies before the year 2000",
            "row 6: a quote is opened and never closed");
    assertThat(service.recorded()).isEmpty();
  }

  @Test
  void per_item_keeps_the_good_rows_and_writes_the_bad_ones_with_their_reason() throws Exception {
    service.refuse(event -> event.getAccountId().equals("foe"));
    Path file =
        csv(
            """
            2017-01-02,2017-01-01,acme,fix,1
            2017-01-02,soon,"a ""b""\",fix,1
            2017-01-02,2017-01-01,foe,fix,1
            """);
    ImportSummary summary =
        importer().run(ImportOptions.of(file).withMode(ImportMode.PER_ITEM, null));

    assertThat(summary.recorded()).isEqualTo(1);
    assertThat(summary.refused()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("events.csv.rejects.csv")))
        .isEqualTo(
            "known,at,org,kind,n,reject_row,reject_column,reject_reason\n"
                + "2017-01-02,soon,\"a \"\"b\"\"\",fix,1,3,at,\"\"\"soon\"\" is not a time:"
                + " write it like 2017-12-31T23:59:59Z or 2017-12-31\"\n"
                + "2017-01-02,2017-01-01,foe,fix,1,4,,not today\n");
  }

  @Test
  void a_batch_that_the_service_refuses_is_told_in_rows() throws Exception {
    service.refuse(event -> event.getAccountId().equals("foe"));

    ImportRefused refused =
        refusal(csv("2017-01-02,2017-01-01,acme,fix,1\n2017-01-02,2017-01-01,foe,fix,1\n"));

    assertThat(refused.lines()).containsExactly("rows 2 to 3: not today");
  }

  @Test
  void a_missing_column_is_named_with_the_nearest_one() throws Exception {
    Path file = folder.resolve("events.csv");
    Files.writeString(file, "known,at,orgg,kind,n\n");
    Files.writeString(folder.resolve("mapping.yaml"), MAPPING);

    assertThat(refusal(file).lines())
        .containsExactly(
            "the mapping reads column \"org\", which is missing. Did you mean \"orgg\"?",
            "columns in the file: known, at, orgg, kind, n");
  }

  @Test
  void empty_files_and_missing_mappings_say_what_to_do() throws Exception {
    Path empty = folder.resolve("empty.csv");
    Files.writeString(empty, "");
    Path unmapped = Files.createDirectory(folder.resolve("elsewhere")).resolve("x.csv");
    Files.writeString(unmapped, "a,b\n1,2\n");

    assertThat(refusal(empty))
        .hasMessage(empty + " is empty: it needs a header line and at least one row.");
    assertThat(refusal(csv("")))
        .hasMessage(
            folder.resolve("events.csv") + " has a header and no row: there is nothing to import.");
    assertThat(refusal(unmapped))
        .hasMessage(
            unmapped
                + " is a CSV, and nothing says what its columns mean. Put a mapping.yaml beside it or name one"
                + " with --mapping; examples/orgusage/mapping.yaml is one to start from.");
    assertThat(refusal(folder.resolve("none.csv")))
        .hasMessage(folder.resolve("none.csv") + " does not exist.");
  }

  @Test
  void ndjson_in_the_form_of_the_protocol_needs_no_mapping_and_may_be_compressed()
      throws Exception {
    Path file = folder.resolve("events.data");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          """
          {"accountId":"acme","eventKey":"k1","source":"crm","occurredTime":"2017-01-01T00:00:00Z","activity":{"action":"login"}}

          {"account_id":"acme","source":"crm","occurred_time":"2017-01-01T00:00:00Z","activity":{"action":"login"}}
          """
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    ImportSummary summary = run(file);

    assertThat(summary.recorded()).isEqualTo(2);
    assertThat(service.recorded().getFirst().getEventKey()).isEqualTo("k1");
    assertThat(service.recorded().getLast().getEventKey()).hasSize(32);
  }

  @Test
  void bad_ndjson_is_named_by_line_and_field() throws Exception {
    Path file = folder.resolve("events.ndjson");
    Files.writeString(
        file,
        """
        {"accountId":"acme","source":"crm","occuredTime":"2017-01-01T00:00:00Z","activity":{}}
        {"accountId":"acme",
        {"source":"crm","source":"x"}
        {"occurredTime":"2017-01-01T00:00:00Z"}
        """);

    assertThat(refusal(file).lines())
        .containsExactly(
            "row 1, column \"occuredTime\": there is no such field. Did you mean \"occurredTime\"?",
            "row 2: it is not valid JSON at character 21",
            "row 3: it is not valid JSON at character 25",
            "row 4, column \"accountId\": it is empty",
            "row 4, column \"source\": it is empty",
            "row 4: it has no payload, for example \"activity\": {…}");
  }

  @Test
  void an_unreachable_service_is_given_up_after_the_patience() throws Exception {
    Path file = csv("2017-01-02,2017-01-01,acme,fix,1\n");
    service.close();

    assertThat(
            catchThrowableOfType(
                io.grpc.StatusRuntimeException.class,
                () -> importer().run(ImportOptions.of(file).withPatience(Duration.ofMillis(300)))))
        .isNotNull();
  }

  @Test
  void the_bundled_example_imports_whole() throws Exception {
    ImportSummary summary = run(Path.of("..", "examples", "orgusage", "orgusage.csv.gz"));

    assertThat(summary.rows()).isEqualTo(102_978);
    assertThat(summary.recorded()).isEqualTo(102_978);
    assertThat(summary.longestDelay().toDays()).isEqualTo(1176);
    assertThat(summary.outOfOrder()).isEqualTo(60_537);
    assertThat(summary.lastTime()).isEqualTo(Instant.parse("2017-12-31T00:04:03Z"));
    assertThat(service.recorded().stream().map(Event::getAccountId).distinct()).hasSize(831);
    assertThat(service.recorded()).filteredOn(e -> e.getEventKey().contains("-")).hasSize(84);
  }

  private Path csv(String rows) throws IOException {
    Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    return Files.writeString(folder.resolve("events.csv"), HEADER + rows);
  }

  private ImportSummary run(Path file) throws Exception {
    return importer().run(ImportOptions.of(file));
  }

  private ImportRefused refusal(Path file) {
    return catchThrowableOfType(ImportRefused.class, () -> run(file));
  }

  private Importer importer() {
    return new Importer(
        service.channel(), Terminal.plain(), new PrintStream(new ByteArrayOutputStream()));
  }
}
