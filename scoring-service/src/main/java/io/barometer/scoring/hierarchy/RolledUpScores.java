package io.barometer.scoring.hierarchy;

import io.barometer.eventstore.Tx;
import io.barometer.model.score.ChildScore;
import io.barometer.model.score.RollUps;
import io.barometer.model.scorecard.RollUp;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.RolledUp;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Scores parents from their children, as their scorecard says. */
public final class RolledUpScores {
  private RolledUpScores() {}

  /**
   * What an account's children give together; empty when it has none, or when the scorecard has no
   * hierarchy.
   *
   * @param past the moment asked about; null for now
   */
  public static Optional<RolledUp> of(
      Tx tx, AccountScores scores, String parentId, @Nullable Instant past) {
    Scorecard card = scores.scorer().card();
    RollUp how = card.rollUp();
    if (how == null) {
      return Optional.empty();
    }
    List<AccountScore> children =
        past == null
            ? Children.current(tx, scores.name(), parentId)
            : Children.asOf(tx, scores, parentId, past);
    return children.isEmpty() ? Optional.empty() : Optional.of(message(card, how, children));
  }

  private static RolledUp message(Scorecard card, RollUp how, List<AccountScore> children) {
    var rolledUp =
        RollUps.of(
            how, children.stream().map(RolledUpScores::child).toList(), card.bandSets().getFirst());
    var score =
        ScoreValue.newBuilder()
            .setBand(rolledUp.band())
            .setCoveragePercent(100 * rolledUp.counted() / children.size());
    rolledUp.tenths().ifPresent(score::setTenths);
    var message = RolledUp.newBuilder().setScore(score);
    IntStream.range(0, children.size())
        .forEach(i -> message.addChildren(part(children.get(i), rolledUp.parts().get(i).tenths())));
    return message.build();
  }

  private static ChildPart part(AccountScore child, int tenths) {
    return ChildPart.newBuilder()
        .setAccountId(child.getAccount().getAccountId())
        .setName(child.getAccount().getName())
        .setScore(child.getScore())
        .setTenths(tenths)
        .build();
  }

  private static ChildScore child(AccountScore child) {
    BigDecimal arr = Facts.amount(child.getAccount().getArr());
    return new ChildScore(
        child.getAccount().getAccountId(),
        child.getScore().hasTenths()
            ? OptionalInt.of(child.getScore().getTenths())
            : OptionalInt.empty(),
        arr.movePointRight(6).longValue());
  }
}
