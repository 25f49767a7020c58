package io.barometer.launcher.importer;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import java.util.ArrayList;
import java.util.List;

/** Events that go together, with the rows they come from. Full at 500 events or 1 MiB. */
final class Batch {
  private static final int MAX_EVENTS = 500;
  private static final int MAX_BYTES = 1 << 20;

  private final List<Item.Good> items = new ArrayList<>();
  private int bytes;

  void add(Item.Good item, Event event) {
    items.add(new Item.Good(item.row(), item.cells(), event));
    bytes += event.getSerializedSize();
  }

  boolean isFull() {
    return items.size() >= MAX_EVENTS || bytes >= MAX_BYTES;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  int size() {
    return items.size();
  }

  Item.Good item(int index) {
    return items.get(index);
  }

  StreamEventsRequest request(long sequence, BatchMode mode) {
    StreamEventsRequest.Builder request =
        StreamEventsRequest.newBuilder().setSequence(sequence).setMode(mode);
    items.forEach(item -> request.addEvents(item.event()));
    return request.build();
  }
}
