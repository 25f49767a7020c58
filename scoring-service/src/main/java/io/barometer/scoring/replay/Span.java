package io.barometer.scoring.replay;

/** The days of a replay, both included. */
record Span(long firstDay, long lastDay) {

  int days() {
    return (int) (lastDay - firstDay + 1);
  }
}
