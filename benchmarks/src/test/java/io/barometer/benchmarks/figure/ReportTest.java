package io.barometer.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.launcher.show.Terminal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Report REPORT =
      new Report(
          "ingest",
          "events per second",
          "Half of the limit.",
          List.of("One round."),
          List.of(
              new Subject(
                  "batches",
                  "batches of 100",
                  false,
                  List.of(
                      Figure.whole("events_per_second", "events/s", 51_234.6),
                      new Figure("cpu_us_per_event", "CPU µs", 20.06, 1))),
              new Subject(
                  "unnest",
                  "unnest",
                  true,
                  List.of(Figure.whole("events_per_second", "events/s", 102_000)))),
          0.50230,
          List.of(Aim.atLeast("batches_to_unnest", "batches against unnest", 0.5, 0.5023)));

  @Test
  void programsGetOneObjectPerNameWithTheFiguresAndTheRatio() {
    assertThat(ReportJson.document(List.of(REPORT), Map.of("cores", "2")))
        .isEqualToNormalizingNewlines(
            """
            {
              "ingest" : {
                "ratio_to_limit" : 0.502,
                "figures" : {
                  "batches" : {
                    "limit" : false,
                    "events_per_second" : 51235,
                    "cpu_us_per_event" : 20.1
                  },
                  "unnest" : {
                    "limit" : true,
                    "events_per_second" : 102000
                  }
                },
                "aims" : {
                  "batches_to_unnest" : {
                    "at_least" : 0.5,
                    "measured" : 0.502,
                    "met" : true
                  }
                },
                "meaning" : "Half of the limit.",
                "conditions" : [ "One round." ],
                "machine" : {
                  "cores" : "2"
                }
              }
            }""");
  }

  @Test
  void peopleGetATableAndASentence() {
    assertThat(ReportText.lines(REPORT, Terminal.plain()))
        .containsExactly(
            "ingest · events per second",
            "                events/s  CPU µs",
            "batches of 100    51,235    20.1",
            "unnest (limit)   102,000",
            "Half of the limit.",
            "  ✓ batches against unnest: wanted at least 0.50, measured 0.50",
            "  One round.");
  }

  @Test
  void whatWasNotMeasuredIsNullForProgramsAndADashForPeople() {
    Report empty =
        new Report(
            "latency",
            "t",
            "m",
            List.of(),
            List.of(
                new Subject(
                    "score", "score", false, List.of(new Figure("p99_ms", "p99", Double.NaN, 1)))),
            Double.NaN,
            List.of(Aim.atMost("p99", "p99", 250, Double.NaN)));

    assertThat(ReportJson.document(List.of(empty), Map.of()))
        .contains("\"p99_ms\" : null", "\"ratio_to_limit\" : null", "\"met\" : false");
    assertThat(ReportText.lines(empty, Terminal.plain())).contains("score    –");
  }

  @Test
  void anAimIsMetAtItsBound() {
    assertThat(Aim.atLeast("a", "a", 0.5, 0.5).met()).isTrue();
    assertThat(Aim.atMost("a", "a", 250, 250).met()).isTrue();
    assertThat(Aim.atLeast("a", "a", 0.5, 0.49).met()).isFalse();
    assertThat(Aim.atMost("a", "a", 250, 251).met()).isFalse();
  }
}
