package io.barometer.launcher.importer;

import io.barometer.proto.event.v1.Event;
import java.util.List;

/** A row of the file, read. */
sealed interface Item {
  /** The line on which it begins. */
  long row();

  /** Its cells as they stand in the file. */
  List<String> cells();

  /** A row that is an event. */
  record Good(long row, List<String> cells, Event event) implements Item {}

  /** A row that is none. */
  record Bad(long row, List<String> cells, List<Problem> problems) implements Item {}
}
