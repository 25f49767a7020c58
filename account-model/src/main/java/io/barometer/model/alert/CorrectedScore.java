package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.ScoreMoved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the score log that would have said something else.
 *
 * @param publishedTenths what it said; {@link AlertInput#MISSING} when Unknown
 * @param instead what it would have said, without the score before it
 * @param next the entry after it, up to which it stood; null when it stood until the correction
 */
public record CorrectedScore(int publishedTenths, ScoreMoved instead, @Nullable Next next) {

  /** The entry that followed. */
  public record Next(long sequence, Instant time) {}

  /** Whether it was the score that stood at a place of the score log. */
  boolean stoodAt(long sequence) {
    return instead.sequence() <= sequence && (next == null || sequence < next.sequence());
  }

  /** Whether it was the score at the end of a day. */
  boolean stoodOn(long day) {
    return instead.day() <= day && (next == null || day < dayOf(next));
  }

  static long dayOf(Next next) {
    return Math.floorDiv(next.time().getEpochSecond(), 86_400L);
  }
}
