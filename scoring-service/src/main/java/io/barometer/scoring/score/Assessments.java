package io.barometer.scoring.score;

import io.barometer.edge.ProtoDate;
import io.barometer.model.score.Resolution;
import io.barometer.model.score.ScoreOverride;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.Choice;

/** What is said with a score, as a message. */
public final class Assessments {
  private Assessments() {}

  static Assessment message(io.barometer.model.score.Assessment assessment) {
    var message =
        Assessment.newBuilder()
            .setComputed(Protos.value(assessment.computed()))
            .setFreshnessPercent(assessment.freshnessPercent())
            .setUnknownBecause(assessment.unknownBecause())
            .addAllLabels(assessment.labels());
    ScoreOverride override = assessment.override();
    if (override != null) {
      message.setOverride(message(override));
    }
    resolve(assessment.resolution(), message);
    return message.build();
  }

  /** An override as a message. */
  public static io.barometer.proto.scoring.v1.ScoreOverride message(ScoreOverride override) {
    return io.barometer.proto.scoring.v1.ScoreOverride.newBuilder()
        .setTenths(override.tenths())
        .setLastDate(ProtoDate.date(override.lastDay()))
        .setRole(override.role())
        .setAuthor(override.author())
        .setReason(override.reason())
        .build();
  }

  private static void resolve(Resolution resolution, Assessment.Builder message) {
    message.setBands(choice(resolution.bandSet(), resolution.bandsBecause()));
    if (!resolution.segment().isEmpty()) {
      message.setSegment(choice(resolution.segment(), resolution.segmentBecause()));
    }
    if (!resolution.stage().isEmpty()) {
      message.setStage(choice(resolution.stage(), resolution.stageBecause()));
    }
    if (!resolution.variant().isEmpty()) {
      message.setVariant(choice(resolution.variant(), resolution.variantBecause()));
    }
  }

  private static Choice choice(String name, String because) {
    return Choice.newBuilder().setName(name).setBecause(because).build();
  }
}
