package io.barometer.model.score;

import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Metric;

/**
 * An input, ready to be read.
 *
 * @param dimension its dimension, and the groups inside it, divided by {@code /}
 * @param place where its metric stands
 */
record WeighedInput(String dimension, Input input, Metric metric, int place) {}
