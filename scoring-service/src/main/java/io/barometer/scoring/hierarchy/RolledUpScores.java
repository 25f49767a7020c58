package io.barometer.scoring.hierarchy;

import io.barometer.model.score.ChildScore;
import io.barometer.model.score.Children;
import io.barometer.model.score.RollUps;
import io.barometer.model.scorecard.RollUp;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.RolledUp;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Protos;
import java.util.Optional;

/** Tells what an account's children give together, before adjustments and override. */
public final class RolledUpScores {
  private RolledUpScores() {}

  /** What they gave at the end of a day; empty when the account was scored with its own history. */
  public static Optional<RolledUp> of(AccountScores scores, long day) {
    Scorecard card = scores.scorer().card();
    RollUp how = card.rollUp();
    Children children = scores.scorer().children(day);
    return how == null || children.scores().isEmpty()
        ? Optional.empty()
        : Optional.of(message(RollUps.of(how, children.scores(), card.bandSets().getFirst())));
  }

  private static RolledUp message(io.barometer.model.score.RolledUp rolled) {
    var score =
        ScoreValue.newBuilder()
            .setBand(rolled.band())
            .setCoveragePercent(100 * rolled.counted() / rolled.parts().size());
    rolled.tenths().ifPresent(score::setTenths);
    var message = RolledUp.newBuilder().setScore(score);
    for (var part : rolled.parts()) {
      ChildScore child = part.child();
      message.addChildren(
          ChildPart.newBuilder()
              .setAccountId(child.account())
              .setName(child.name())
              .setScore(Protos.value(child.score()))
              .setTenths(part.tenths()));
    }
    return message.build();
  }
}
