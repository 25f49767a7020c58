package io.barometer.e2e.example;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import java.time.Instant;
import java.util.List;

/**
 * One row of the example.
 *
 * @param number its place in the file, from 1
 * @param line the row as it stands in the file
 */
public record ExampleRow(
    int number,
    Instant receivedAt,
    Instant occurredAt,
    String accountId,
    String userId,
    String product,
    String feature,
    String kind,
    String line) {

  private static final int COLUMNS = 8;
  private static final long MICROS = 1_000_000;

  static ExampleRow parse(int number, String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException("not a row of the example: " + line);
    }
    return new ExampleRow(
        number,
        Instant.parse(cells[0]),
        Instant.parse(cells[1]),
        cells[2],
        cells[3],
        cells[4],
        cells[5],
        cells[6],
        line);
  }

  /** Adds what scoring sees of the row. */
  void addTo(AccountHistory history) {
    String item = feature.isEmpty() ? product : product + "/" + feature;
    for (String signal : List.of("activity", "activity." + kind)) {
      history.add(new Observation(signal, occurredAt, MICROS, userId, item));
    }
  }
}
