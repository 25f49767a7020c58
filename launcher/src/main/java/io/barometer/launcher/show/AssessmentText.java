package io.barometer.launcher.show;

import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.Choice;
import io.barometer.proto.scoring.v1.ScoreOverride;
import java.util.ArrayList;
import java.util.List;

/** What is said with a score, for people; nothing where there is nothing to say. */
final class AssessmentText {
  private static final String OWN_BANDS = "the scorecard's own";

  private AssessmentText() {}

  /** The override, the labels, what applied, and why there is no score. */
  static List<String> lines(Terminal terminal, AccountScore score) {
    Assessment assessment = score.getAssessment();
    List<String> sentences = new ArrayList<>();
    if (assessment.hasOverride()) {
      sentences.add(said(assessment.getOverride()));
      sentences.add("Computed: " + computed(assessment) + ".");
    } else if (!assessment.getUnknownBecause().isEmpty()) {
      sentences.add("No score: " + assessment.getUnknownBecause() + ".");
    }
    if (assessment.getLabelsCount() > 0) {
      sentences.add("Labels: " + String.join(", ", assessment.getLabelsList()) + ".");
    }
    choice("Segment", assessment.getSegment(), sentences);
    choice("Stage", assessment.getStage(), sentences);
    if (!assessment.getBands().getBecause().equals(OWN_BANDS)) {
      choice("Bands", assessment.getBands(), sentences);
    }
    choice("Variant", assessment.getVariant(), sentences);
    List<String> lines = new ArrayList<>();
    sentences.forEach(sentence -> lines.addAll(Paragraph.lines(terminal, "  ", sentence)));
    return lines;
  }

  /** For example ", 80 % has fresh data", when less is fresh than there is. */
  static String freshness(AccountScore score) {
    int fresh = score.getAssessment().getFreshnessPercent();
    boolean less = score.hasAssessment() && fresh < score.getScore().getCoveragePercent();
    return less ? ", " + fresh + " % has fresh data" : "";
  }

  private static String said(ScoreOverride override) {
    return "Override: %s (%s) says %s until %s: %s"
        .formatted(
            override.getAuthor(),
            override.getRole(),
            Points.text(override.getTenths()),
            Days.day(override.getLastDate()),
            override.getReason());
  }

  private static String computed(Assessment assessment) {
    var computed = assessment.getComputed();
    return computed.hasTenths()
        ? Points.text(computed.getTenths()) + " " + computed.getBand()
        : "no score, " + assessment.getUnknownBecause();
  }

  private static void choice(String kind, Choice choice, List<String> sentences) {
    if (!choice.getName().isEmpty()) {
      sentences.add("%s %s: %s.".formatted(kind, choice.getName(), choice.getBecause()));
    }
  }
}
