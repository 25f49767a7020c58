package io.barometer.scoring.project;

/** What time alone can still do to an account. */
enum Movement {
  /** Nothing: its score and its trends stay as they are. */
  SETTLED,
  /** The score stays, but trends still look back on days when it was another. */
  TRENDS,
  /** The score moves. */
  SCORE;

  static Movement of(short code) {
    return values()[code];
  }

  short code() {
    return (short) ordinal();
  }
}
