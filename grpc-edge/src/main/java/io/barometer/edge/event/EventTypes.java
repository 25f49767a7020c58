package io.barometer.edge.event;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Event.PayloadCase;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Names of event types, as the store and error messages know them: the payload's field name. */
public final class EventTypes {

  private static final Map<PayloadCase, String> NAMES = new EnumMap<>(PayloadCase.class);
  private static final int FIRST_PAYLOAD_FIELD = 20;

  static {
    for (PayloadCase type : PayloadCase.values()) {
      NAMES.put(type, type.name().toLowerCase(Locale.ROOT));
    }
  }

  private EventTypes() {}

  /** The name of a type; empty for none. */
  public static String name(PayloadCase type) {
    return NAMES.getOrDefault(type, "");
  }

  /** Whether an event may be about no account. */
  static boolean mayConcernEverybody(PayloadCase type) {
    return type == PayloadCase.RELEASE_SHIPPED || type == PayloadCase.EVENT_RETRACTED;
  }

  /** Whether an event without a time happens when it is recorded. */
  static boolean mayHappenWhenRecorded(PayloadCase type) {
    return switch (type) {
      case SCORE_OVERRIDDEN, OVERRIDE_WITHDRAWN, EVENT_RETRACTED -> true;
      default -> false;
    };
  }

  /** The number of a payload that this server does not know, or 0. */
  static int unknownPayload(Event event) {
    return event.getUnknownFields().asMap().keySet().stream()
        .filter(number -> number >= FIRST_PAYLOAD_FIELD)
        .findFirst()
        .orElse(0);
  }

  /** The known type whose field number lies nearest. */
  static String nearest(int number) {
    String nearest = "";
    int distance = Integer.MAX_VALUE;
    for (PayloadCase type : PayloadCase.values()) {
      int away = Math.abs(type.getNumber() - number);
      if (type != PayloadCase.PAYLOAD_NOT_SET
          && type != PayloadCase.DAY_STARTED
          && type != PayloadCase.HOUR_STARTED
          && away <= distance) {
        nearest = name(type);
        distance = away;
      }
    }
    return nearest;
  }
}
