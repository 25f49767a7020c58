package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;

/**
 * The metrics of one account on one day, all read: enough to score it with any scorecard that has
 * the same metrics. A thousandth of its history. Do not change the arrays.
 *
 * @param facts a history that knows the account's facts and nothing else
 * @param day as of whose end it was read
 * @param values by the metric's place; {@link Double#NaN} for missing
 * @param lastSeen by the metric's place, the last day on which something was told
 */
@SuppressWarnings("ArrayRecordComponent")
public record Snapshot(AccountHistory facts, long day, double[] values, long[] lastSeen) {}
