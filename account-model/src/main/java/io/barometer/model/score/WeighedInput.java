package io.barometer.model.score;

import io.barometer.model.measure.Measure;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Metric;

/**
 * An input, ready to be read.
 *
 * @param weight dimension weight × input weight, in hundredths of a percent of the score
 */
record WeighedInput(Dimension dimension, Input input, Metric metric, Measure measure, int weight) {}
