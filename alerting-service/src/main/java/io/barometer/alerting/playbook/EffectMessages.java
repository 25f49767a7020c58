package io.barometer.alerting.playbook;

import io.barometer.model.effect.Effect;
import io.barometer.model.effect.EffectStudy;
import io.barometer.proto.alerting.v1.EffectAfter;
import io.barometer.proto.alerting.v1.PlaybookEffectResponse;
import io.barometer.routing.playbook.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a playbook did to scores, as the contract and people read it: in points. */
final class EffectMessages {
  private static final int[] AFTER = {30, 60, 90};
  private static final double TENTHS = 10;

  private EffectMessages() {}

  static PlaybookEffectResponse of(
      String playbook, String score, PastRuns runs, EffectStudy study) {
    List<Effect> effects = new ArrayList<>();
    for (int days : AFTER) {
      effects.add(study.after(days));
    }
    var told =
        PlaybookEffectResponse.newBuilder()
            .setPlaybook(playbook)
            .setScoreName(score)
            .setCompleted(runs.count(RunState.COMPLETED))
            .setSkipped(runs.count(RunState.SKIPPED))
            .setUnreported(runs.count(RunState.TRIGGERED))
            .setSentence(sentence(effects));
    effects.forEach(effect -> told.addEffects(message(effect)));
    return told.build();
  }

  private static EffectAfter message(Effect effect) {
    var told =
        EffectAfter.newBuilder()
            .setDays(effect.days())
            .setPairs(effect.pairs().size())
            .setUnmatched(effect.unmatched())
            .setOpen(effect.open())
            .setTooFew(effect.tooFew());
    if (!effect.tooFew()) {
      told.setTreatedChange(effect.treated() / TENTHS)
          .setUntreatedChange(effect.untreated() / TENTHS)
          .setDifference(effect.difference() / TENTHS)
          .setLow((effect.difference() - effect.halfWidth()) / TENTHS)
          .setHigh((effect.difference() + effect.halfWidth()) / TENTHS);
    }
    return told.build();
  }

  /** Of the longest time that has enough pairs; empty when none has. */
  static String sentence(List<Effect> effects) {
    for (Effect effect : effects.reversed()) {
      if (!effect.tooFew()) {
        return sentence(effect);
      }
    }
    return "";
  }

  private static String sentence(Effect effect) {
    double low = (effect.difference() - effect.halfWidth()) / TENTHS;
    double high = (effect.difference() + effect.halfWidth()) / TENTHS;
    String against =
        "within %d days, held against similar accounts without this playbook (%d pairs)."
            .formatted(effect.days(), effect.pairs().size());
    if (low > 0) {
      return "Accounts like this one gained %s to %s points %s"
          .formatted(points(low), points(high), against);
    }
    if (high < 0) {
      return "Accounts like this one lost %s to %s points %s"
          .formatted(points(-high), points(-low), against);
    }
    return "No effect is seen: %s to %s points %s".formatted(points(low), points(high), against);
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%.1f", points);
  }
}
