package io.barometer.routing.mute;

/** Whole numbers from one to another, both included. */
record Range(int first, int last) {
  boolean contains(int number) {
    return first <= number && number <= last;
  }
}
