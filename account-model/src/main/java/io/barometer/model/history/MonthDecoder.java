package io.barometer.model.history;

import static io.barometer.model.history.ByteReader.check;

/** Reads what {@link MonthEncoder} wrote. The whole month is read before any of it is added. */
final class MonthDecoder {
  private static final long NANOS_OF_DAY = 86_400_000_000_000L;

  private final long firstDay;
  private final int lastDayOfMonth;
  private final ByteReader in;
  private final AccountHistory read = new AccountHistory();

  MonthDecoder(int month, byte[] bytes) {
    this.firstDay = Day.firstOf(month);
    this.lastDayOfMonth = (int) (Day.firstOf(month + 1) - firstDay) - 1;
    this.in = new ByteReader(bytes);
  }

  void decodeInto(AccountHistory history) {
    try {
      read();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a total is larger than 64 bits", e);
    }
    history.take(read);
  }

  private void read() {
    check(in.unsigned() == MonthEncoder.VERSION, "the version of the month is not known");
    names(read.actorNames());
    names(read.itemNames());
    for (int n = in.size(); n > 0; n--) {
      signal(read.open(in.text()));
    }
    for (int n = in.size(); n > 0; n--) {
      fact(read.timeline(in.text()));
    }
    in.end();
  }

  private void names(Names names) {
    int size = in.size();
    for (int n = 0; n < size; n++) {
      check(names.idOf(in.text()) == n, "a name stands twice in the dictionary");
    }
  }

  private void signal(SignalHistory signal) {
    int days = in.size();
    check(days > 0, "a signal has no days");
    for (int n = 0; n < days; n++) {
      DayBucket bucket = new DayBucket(firstDay + in.upTo(lastDayOfMonth));
      numbers(bucket);
      tally(bucket.actors, read.actorNames());
      tally(bucket.items, read.itemNames());
      check(signal.addNew(bucket), "a day stands twice");
    }
  }

  private void numbers(DayBucket bucket) {
    bucket.count = in.unsigned();
    check(bucket.count > 0, "a day has no observations");
    bucket.sumMicros = in.signed();
    bucket.minMicros = in.signed();
    bucket.maxMicros = in.signed();
    bucket.lastNano = nano();
    bucket.lastMicros = in.signed();
    bucket.hours = in.upTo((1 << 24) - 1);
  }

  private void tally(Tally tally, Names names) {
    int size = in.size();
    if (size > 0) {
      int[] ids = new int[size];
      int[] counts = new int[size];
      boolean ascending = true;
      for (int i = 0; i < size; i++) {
        ids[i] = in.upTo(names.size() - 1);
        counts[i] = in.upTo(Integer.MAX_VALUE);
        ascending &= i == 0 || ids[i - 1] < ids[i];
      }
      check(ascending, "the names of a day are out of order");
      tally.take(ids, counts);
    }
  }

  private void fact(FactTimeline timeline) {
    int days = in.size();
    check(days > 0, "a fact has no days");
    for (int n = 0; n < days; n++) {
      long day = firstDay + in.upTo(lastDayOfMonth);
      timeline.set(day, new FactTimeline.Word(nano(), in.text(), in.text()));
    }
  }

  private long nano() {
    long nano = in.unsigned();
    check(nano >= 0 && nano < NANOS_OF_DAY, "a time of day is out of range");
    return nano;
  }
}
