package io.barometer.scoring.scorecard;

import com.google.protobuf.Timestamp;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.language.ModelFile;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.model.scorecard.Violation.Reason;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.scoring.score.RequestFields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks of what requests say about models. */
public final class ModelChecks {
  private static final int MAX_YAML = 1_000_000;
  private static final int MAX_AUTHOR = 200;
  private static final int MAX_REASON = 2_000;
  private static final int MAX_REQUEST_ID = 100;
  private static final int MAX_NAME = 200;

  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private ModelChecks() {}

  /** Reads a file; notes what keeps it from being read at all. */
  static Optional<ScorecardReading> read(String yaml, Violations violations) {
    return read("yaml", yaml, violations);
  }

  private static Optional<ScorecardReading> read(String field, String yaml, Violations violations) {
    int before = violations.asList().size();
    if (yaml.isBlank()) {
      violations.add(field, ErrorReason.ERROR_REASON_REQUIRED, "must be a model file");
    } else {
      RequestFields.text(field, yaml, MAX_YAML, violations);
    }
    return violations.asList().size() > before
        ? Optional.empty()
        : Optional.of(ScorecardReader.read("yaml", yaml));
  }

  /** The model of a file; notes every mistake at its line and column. */
  public static Optional<ModelFile> model(String yaml, Violations violations) {
    return model("yaml", yaml, violations);
  }

  /** The model of the file in a field. */
  static Optional<ModelFile> model(String field, String yaml, Violations violations) {
    return read(field, yaml, violations)
        .flatMap(
            reading ->
                switch (reading) {
                  case ScorecardReading.Accepted(ModelFile model) -> Optional.of(model);
                  case ScorecardReading.Rejected(List<ScorecardProblem> problems) -> {
                    problems.forEach(problem -> note(field, problem, violations));
                    yield Optional.empty();
                  }
                });
  }

  private static void note(String field, ScorecardProblem problem, Violations violations) {
    String where = problem.path().isEmpty() ? "" : problem.path() + ": ";
    violations.add(
        field + ":" + problem.line() + ":" + problem.column(),
        reason(problem.reason()),
        where + problem.text());
  }

  /** Checks what a change says about itself. */
  static void change(ModelChange change, Violations violations) {
    required("change.author", change.getAuthor(), violations);
    required("change.reason", change.getReason(), violations);
    partOfChange(change, violations);
  }

  /** Checks what a change says whose file, which may say the rest, cannot be read. */
  static void partOfChange(ModelChange change, Violations violations) {
    RequestFields.text("change.author", change.getAuthor(), MAX_AUTHOR, violations);
    RequestFields.text("change.reason", change.getReason(), MAX_REASON, violations);
    RequestFields.text("change.request_id", change.getRequestId(), MAX_REQUEST_ID, violations);
    if (change.hasExpectedRevision()) {
      RequestFields.range(
          "change.expected_revision", change.getExpectedRevision(), 0, Long.MAX_VALUE, violations);
    }
  }

  private static void required(String path, String text, Violations violations) {
    if (text.isBlank()) {
      violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, "must say something");
    }
  }

  /** A moment from 2000 on. */
  static Optional<Instant> time(String path, Timestamp time, Violations violations) {
    boolean nanos = time.getNanos() >= 0 && time.getNanos() <= 999_999_999;
    boolean seconds =
        time.getSeconds() >= FIRST.getEpochSecond() && time.getSeconds() < LAST.getEpochSecond();
    if (nanos && seconds) {
      return Optional.of(ProtoTime.instant(time));
    }
    violations.add(
        path,
        ErrorReason.ERROR_REASON_TIME_RANGE,
        "must be a time from 2000 on, nanoseconds 0 to 999999999");
    return Optional.empty();
  }

  /** A model by name and version. */
  static void named(ModelRef model, Violations violations) {
    required("model.scorecard", model.getScorecard(), violations);
    required("model.version", model.getVersion(), violations);
    RequestFields.text("model.scorecard", model.getScorecard(), MAX_NAME, violations);
    RequestFields.text("model.version", model.getVersion(), MAX_NAME, violations);
    RequestFields.text("model.hash", model.getHash(), MAX_NAME, violations);
  }

  /** The API's reason for a mistake in a file. */
  static ErrorReason reason(Reason reason) {
    return switch (reason) {
      case FORMAT -> ErrorReason.ERROR_REASON_MODEL_FORMAT;
      case REQUIRED -> ErrorReason.ERROR_REASON_REQUIRED;
      case NAME_FORMAT -> ErrorReason.ERROR_REASON_KEY_FORMAT;
      case NAME_TAKEN -> ErrorReason.ERROR_REASON_NAME_TAKEN;
      case RANGE -> ErrorReason.ERROR_REASON_RANGE;
      case WEIGHTS_SUM -> ErrorReason.ERROR_REASON_WEIGHTS_SUM;
      case METRIC_UNKNOWN -> ErrorReason.ERROR_REASON_METRIC_UNKNOWN;
      case METRIC_CYCLE -> ErrorReason.ERROR_REASON_METRIC_CYCLE;
      case COST_LIMIT -> ErrorReason.ERROR_REASON_COST_LIMIT;
      case METRIC_KIND -> ErrorReason.ERROR_REASON_METRIC_KIND;
      case SIGNAL_UNKNOWN -> ErrorReason.ERROR_REASON_SIGNAL_UNKNOWN;
      case POINTS_ORDER -> ErrorReason.ERROR_REASON_POINTS_ORDER;
      case BANDS_GAP -> ErrorReason.ERROR_REASON_BANDS_GAP;
      case BANDS_OVERLAP -> ErrorReason.ERROR_REASON_BANDS_OVERLAP;
      case NAME_UNKNOWN -> ErrorReason.ERROR_REASON_NAME_UNKNOWN;
      case ORDER -> ErrorReason.ERROR_REASON_ELEMENT_ORDER;
      case OTHERWISE -> ErrorReason.ERROR_REASON_OTHERWISE;
      case UNIT_MISMATCH -> ErrorReason.ERROR_REASON_UNIT_MISMATCH;
      case EXPRESSION -> ErrorReason.ERROR_REASON_EXPRESSION;
      case DIVISION_BY_ZERO -> ErrorReason.ERROR_REASON_DIVISION_BY_ZERO;
    };
  }
}
