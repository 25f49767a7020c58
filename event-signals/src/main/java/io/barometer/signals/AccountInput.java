package io.barometer.signals;

import io.barometer.model.history.Observation;
import java.util.List;
import java.util.Map;

/**
 * What one event says about an account, in the words of the model.
 *
 * @param facts name to value; later occurrences win
 */
record AccountInput(List<Observation> observations, Map<String, String> facts) {
  static final AccountInput NOTHING = new AccountInput(List.of(), Map.of());

  static AccountInput of(Observation... observations) {
    return new AccountInput(List.of(observations), Map.of());
  }
}
