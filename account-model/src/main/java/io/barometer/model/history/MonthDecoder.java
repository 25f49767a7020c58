package io.barometer.model.history;

import static io.barometer.model.history.ByteReader.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link MonthEncoder} wrote, but for the days of signals, which are read when somebody
 * asks for them. All of the rest is read before any of it is added; only names get their numbers
 * earlier, which nobody sees.
 */
final class MonthDecoder {
  private final AccountHistory history;
  private final long firstDay;
  private final int lastDayOfMonth;
  private final ByteReader in;
  private final List<Signal> signals = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();

  private record Signal(String name, StoredDays days, long actorDay, long itemDay) {
    void addTo(AccountHistory history) {
      history.open(name).take(days, actorDay, itemDay);
    }
  }

  private record Word(String fact, long day, FactTimeline.Word word) {}

  MonthDecoder(int month, byte[] bytes, AccountHistory history) {
    this.history = history;
    this.firstDay = Day.firstOf(month);
    this.lastDayOfMonth = (int) (Day.firstOf(month + 1) - firstDay) - 1;
    this.in = new ByteReader(bytes);
  }

  void decode() {
    read();
    signals.forEach(one -> one.addTo(history));
    words.forEach(one -> history.timeline(one.fact()).set(one.day(), one.word()));
  }

  private void read() {
    check(in.unsigned() == MonthEncoder.VERSION, "the version of the month is not known");
    int[] actorIds = ids(history.actorNames());
    int[] itemIds = ids(history.itemNames());
    String before = "";
    for (int n = in.size(); n > 0; n--) {
      before = after(before);
      signals.add(signal(before, actorIds, itemIds));
    }
    for (int n = in.size(); n > 0; n--) {
      fact(in.text());
    }
    in.end();
  }

  /** For each name of a dictionary the account's id. */
  private int[] ids(Names names) {
    int[] ids = new int[in.size()];
    String before = "";
    for (int n = 0; n < ids.length; n++) {
      before = after(before);
      ids[n] = names.idOf(before);
    }
    return ids;
  }

  private String after(String before) {
    String name = in.text();
    check(name.compareTo(before) > 0, "the names are out of order");
    return name;
  }

  private Signal signal(String name, int[] actorIds, int[] itemIds) {
    long days = in.unsigned();
    check(days != 0 && days >>> lastDayOfMonth <= 1, "a signal has no days, or too many");
    long count = in.unsigned();
    long sum = in.signed();
    long actorDay = day();
    long itemDay = day();
    ByteReader bytes = in.part(in.size());
    return new Signal(
        name,
        new StoredDays(firstDay, days, count, sum, bytes, actorIds, itemIds),
        actorDay,
        itemDay);
  }

  private long day() {
    int place = in.upTo(lastDayOfMonth + 1);
    return place == 0 ? Long.MAX_VALUE : firstDay + place - 1;
  }

  private void fact(String name) {
    int days = in.size();
    check(days > 0, "a fact has no days");
    for (int n = 0; n < days; n++) {
      long day = firstDay + in.upTo(lastDayOfMonth);
      long nano = DayDecoder.nano(in, false);
      words.add(new Word(name, day, new FactTimeline.Word(nano, in.text(), in.text())));
    }
  }
}
