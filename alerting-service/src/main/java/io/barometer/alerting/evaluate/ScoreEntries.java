package io.barometer.alerting.evaluate;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.alerting.rule.RuleMessages;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.AlertInput.Corrected;
import io.barometer.model.alert.AlertInput.DayBegan;
import io.barometer.model.alert.AlertInput.HourBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import io.barometer.model.alert.CorrectedScore;
import io.barometer.model.alert.CorrectedScore.Next;
import io.barometer.model.alert.Figures;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.EventTold;
import io.barometer.proto.scoring.v1.Retraction;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.SourceHeard;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.proto.scoring.v1.WithdrawnScore;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of the score log as the policy reads them. */
public final class ScoreEntries {

  /** An entry that was read. */
  sealed interface Read {}

  /** An account's score changed. */
  record Moved(
      ScoreKey account,
      AlertInput input,
      AccountScore score,
      @Nullable Withdrawal withdrawal,
      @Nullable String traceParent)
      implements Read {}

  /** Something happened to an account, or a source of it was heard. */
  record Heard(AccountKey account, AlertInput input, @Nullable String traceParent)
      implements Read {}

  /** An hour or a day began. */
  record Passed(AlertInput input) implements Read {
    /** Hours since 1970. */
    long hour() {
      return Math.floorDiv(input.time().getEpochSecond(), SECONDS_PER_HOUR);
    }
  }

  private static final long SECONDS_PER_HOUR = 3_600;

  private ScoreEntries() {}

  /**
   * What the policy makes of an entry.
   *
   * @throws IllegalArgumentException when it is of an unknown kind
   */
  public static AlertInput input(ScoreLogEntry entry) {
    long sequence = entry.getSequence();
    return switch (entry.getEntryCase()) {
      case SCORE_CHANGED -> changed(sequence, entry.getScoreChanged());
      case DAY_STARTED -> new DayBegan(sequence, ProtoDate.epochDay(entry.getDayStarted()));
      case HOUR_STARTED -> new HourBegan(sequence, ProtoTime.instant(entry.getHourStarted()));
      case EVENT_TOLD -> told(sequence, entry.getEventTold());
      case SOURCE_HEARD -> heard(sequence, entry.getSourceHeard());
      case ENTRY_NOT_SET -> throw new IllegalArgumentException("an entry of an unknown kind");
    };
  }

  /**
   * Reads an entry.
   *
   * @throws PoisonedEntry when nobody can
   */
  static Read read(LogEntry entry) {
    try {
      ScoreLogEntry message = ScoreLogEntry.parseFrom(entry.value());
      AlertInput input = input(message);
      String trace = sampled(entry.traceParent());
      return switch (message.getEntryCase()) {
        case SCORE_CHANGED -> moved(message.getScoreChanged(), input, trace);
        case EVENT_TOLD -> new Heard(account(message.getEventTold()), input, trace);
        case SOURCE_HEARD -> new Heard(account(message.getSourceHeard()), input, trace);
        case DAY_STARTED, HOUR_STARTED, ENTRY_NOT_SET -> new Passed(input);
      };
    } catch (InvalidProtocolBufferException
        | DateTimeException
        | IllegalArgumentException unreadable) {
      throw new PoisonedEntry(entry, unreadable);
    }
  }

  /** The stream of an entry, also of one that cannot be read; of no tenant when nobody can tell. */
  static AccountKey streamOf(LogEntry entry) {
    try {
      ScoreLogEntry message = ScoreLogEntry.parseFrom(entry.value());
      return switch (message.getEntryCase()) {
        case EVENT_TOLD -> account(message.getEventTold());
        case SOURCE_HEARD -> account(message.getSourceHeard());
        case SCORE_CHANGED, DAY_STARTED, HOUR_STARTED, ENTRY_NOT_SET ->
            account(message.getScoreChanged());
      };
    } catch (InvalidProtocolBufferException unreadable) {
      return new AccountKey("", entry.key());
    }
  }

  private static AccountKey account(ScoreChanged changed) {
    return new AccountKey(changed.getTenantId(), changed.getCurrent().getAccount().getAccountId());
  }

  private static AccountKey account(EventTold told) {
    return new AccountKey(told.getTenantId(), told.getAccountId());
  }

  private static AccountKey account(SourceHeard heard) {
    return new AccountKey(heard.getTenantId(), heard.getAccountId());
  }

  private static AlertInput told(long sequence, EventTold told) {
    return new AlertInput.EventTold(
        sequence,
        ProtoTime.instant(told.getTime()),
        told.getEventId(),
        told.getType(),
        told.getFieldsMap());
  }

  private static AlertInput heard(long sequence, SourceHeard heard) {
    return new AlertInput.SourceHeard(
        sequence, ProtoTime.instant(heard.getTime()), heard.getSignal());
  }

  private static AlertInput changed(long sequence, ScoreChanged changed) {
    ScoreMoved moved =
        moved(
            sequence,
            changed.getCurrent().toBuilder(),
            changed.hasPrevious() ? tenths(changed.getPrevious()) : AlertInput.MISSING,
            changed.getWeeklyTenthsList(),
            FigureMessages.of(changed));
    return changed.hasWithdrawal() ? corrected(moved, changed) : moved;
  }

  private static Moved moved(ScoreChanged changed, AlertInput input, @Nullable String trace) {
    AccountScore score = changed.getCurrent();
    ScoreKey account =
        new ScoreKey(
            changed.getTenantId(),
            score.getAccount().getAccountId(),
            RuleMessages.scoreName(score.getScoreName()));
    return new Moved(
        account, input, score, changed.hasWithdrawal() ? changed.getWithdrawal() : null, trace);
  }

  private static ScoreMoved moved(
      long sequence,
      AccountScore.Builder score,
      int previous,
      List<Integer> weekly,
      Figures figures) {
    Map<Integer, Integer> losses = new HashMap<>();
    for (Trend trend : score.getTrendsList()) {
      if (trend.hasChangeTenths()) {
        losses.put(trend.getDays(), -trend.getChangeTenths());
      }
    }
    return new ScoreMoved(
        sequence,
        ProtoTime.instant(score.getAsOfTime()),
        tenths(score.getScore()),
        previous,
        score.getScore().getBand(),
        losses,
        weekly,
        score.getAccount().hasRenewalDate()
            ? ProtoDate.epochDay(score.getAccount().getRenewalDate())
            : AlertInput.NO_RENEWAL,
        figures);
  }

  private static Corrected corrected(ScoreMoved moved, ScoreChanged changed) {
    List<CorrectedScore> scores = new ArrayList<>();
    for (WithdrawnScore withdrawn : changed.getWithdrawal().getScoresList().reversed()) {
      var instead =
          AccountScore.newBuilder()
              .setAccount(changed.getCurrent().getAccount())
              .setAsOfTime(withdrawn.getTime())
              .setScore(withdrawn.getCorrected())
              .addAllTrends(withdrawn.getCorrectedTrendsList());
      scores.add(
          new CorrectedScore(
              tenths(withdrawn.getPublished()),
              moved(
                  withdrawn.getSequence(),
                  instead,
                  AlertInput.MISSING,
                  withdrawn.getCorrectedWeeklyTenthsList(),
                  FigureMessages.of(withdrawn.getCorrected())),
              withdrawn.getUntilSequence() == 0
                  ? null
                  : new Next(
                      withdrawn.getUntilSequence(), ProtoTime.instant(withdrawn.getUntilTime()))));
    }
    Retraction retraction = changed.getWithdrawal().getRetraction();
    return new Corrected(moved, retraction.getRetractedEventId(), retraction.getReplaced(), scores);
  }

  private static int tenths(ScoreValue score) {
    return score.hasTenths() ? score.getTenths() : AlertInput.MISSING;
  }

  private static @Nullable String sampled(@Nullable String traceParent) {
    return traceParent != null && traceParent.endsWith("-01") ? traceParent : null;
  }
}
