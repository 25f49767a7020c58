package io.barometer.scoring.portfolio;

/** One key of an order; accounts whose value is not known come last either way. */
record OrderKey(ScoreField field, boolean descending) {}
