package io.barometer.model.history;

import java.util.function.Predicate;

/** Which items of an account a test takes; each is tested once. */
final class ItemTaker {
  private static final byte TAKEN = 1;
  private static final byte LEFT = 2;

  private final Names names;
  private final Predicate<String> test;
  private final byte[] answers;

  ItemTaker(Names names, Predicate<String> test) {
    this.names = names;
    this.test = test;
    this.answers = new byte[names.size()];
  }

  boolean takes(int id) {
    if (answers[id] == 0) {
      answers[id] = test.test(names.name(id)) ? TAKEN : LEFT;
    }
    return answers[id] == TAKEN;
  }

  /** How many of these observations have an item that is taken. */
  long taken(Tally items) {
    long taken = 0;
    for (int n = 0; n < items.size(); n++) {
      taken += takes(items.id(n)) ? items.count(n) : 0;
    }
    return taken;
  }
}
