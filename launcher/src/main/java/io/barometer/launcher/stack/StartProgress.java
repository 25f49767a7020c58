package io.barometer.launcher.stack;

/** Hears what a start is busy with. */
@FunctionalInterface
public interface StartProgress {
  /** A step begins; the text is for people, e.g. {@code starting PostgreSQL and Kafka}. */
  void step(String text);
}
