package io.barometer.model.whatif;

/**
 * Which values the observations of a signal can have, as far as the events say.
 *
 * @param least the smallest; negative infinity when nobody knows
 * @param most the largest; infinity when nobody knows
 * @param unit the distance between values worth telling apart
 */
record SignalRange(double least, double most, double unit) {
  private static final SignalRange YES_OR_NO = new SignalRange(0, 1, 1);
  private static final double FINE = 0.01;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** The values of a signal that is no part of another one. */
  static SignalRange of(String signal) {
    return switch (signal) {
      case "survey.nps" -> new SignalRange(0, 10, 1);
      case "survey.csat", "survey.csm_rating" -> new SignalRange(1, 5, 1);
      case "survey.ces" -> new SignalRange(1, 7, 1);
      case "ticket.sentiment" -> new SignalRange(-1, 1, FINE);
      case "ticket.satisfaction" -> new SignalRange(0, 100, 1);
      case "ticket.opened", "ticket.updated", "vulnerability.found" -> new SignalRange(1, 4, 1);
      case "ticket.hours_to_resolve", "ticket.resolved", "invoice.days_late", "drift" ->
          new SignalRange(0, INFINITE, 1);
      case "audit" -> YES_OR_NO;
      default -> byKind(signal);
    };
  }

  private static SignalRange byKind(String signal) {
    if (signal.startsWith("measurement.") || signal.endsWith(".value")) {
      return new SignalRange(-INFINITE, INFINITE, FINE);
    }
    return signal.startsWith("audit.")
            || signal.startsWith("contact.")
            || signal.startsWith("check.")
        ? YES_OR_NO
        : new SignalRange(0, INFINITE, FINE);
  }

  boolean bounded() {
    return least > -INFINITE && most < INFINITE;
  }
}
