package io.barometer.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplayBenchmarkIT {

  @Test
  void aFewAccountsAreWrittenLoadedReplayedAndComparedWithTheScorer() throws Exception {
    List<String> steps = new ArrayList<>();

    Report report = new ReplayBenchmark(20).run(steps::add);

    assertThat(report.name()).isEqualTo("replay");
    assertThat(report.subjects())
        .extracting(Subject::key)
        .containsExactly("load", "decode", "replay", "scorer", "columns", "loop");
    assertThat(report.subjects())
        .allSatisfy(subject -> assertThat(subject.figures().getFirst().value()).isPositive());
    assertThat(report.conditions()).anyMatch(text -> text.startsWith("365 of the scores were"));
    assertThat(report.aims()).extracting(Aim::key).contains("metrics_ratio", "replay_seconds");
    assertThat(report.ratioToLimit()).isPositive();
    assertThat(steps).contains("20 of 20 accounts");
  }
}
