package io.barometer.scoring.portfolio;

/** A filter or an order that cannot be read. */
final class QueryTextException extends Exception {
  private static final long serialVersionUID = 1;

  private final int position;

  QueryTextException(int position, String message) {
    super(message);
    this.position = position;
  }

  /** Where, counted in characters from 1. */
  int position() {
    return position;
  }
}
