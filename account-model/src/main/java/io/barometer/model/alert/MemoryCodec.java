package io.barometer.model.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.model.alert.RuleMemory.Firing;
import io.barometer.model.alert.RuleMemory.Seen;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an {@link AccountMemory}: a format byte, then variable-length integers (seven bits a
 * byte, low first; zigzag where they can be negative), days as differences, texts with their
 * length.
 */
final class MemoryCodec {

  private static final int FORMAT = 1;
  private static final int SINCE = 1;
  private static final int FIRING = 2;
  private static final int FIRED_BEFORE = 4;
  private static final int QUIET = 8;
  private static final int SEEN = 16;

  private MemoryCodec() {}

  static byte[] write(AccountMemory memory) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    out.write(FORMAT);
    number(out, memory.lastTenths());
    text(out, memory.band());
    boolean renewalKnown = memory.renewalDay() != AlertInput.NO_RENEWAL;
    out.write(renewalKnown ? 1 : 0);
    if (renewalKnown) {
      number(out, memory.renewalDay());
    }
    scores(out, memory.scores());
    figures(out, memory.figures());
    number(out, memory.heard().size());
    memory
        .heard()
        .forEach(
            (signal, time) -> {
              text(out, signal);
              instant(out, time);
            });
    number(out, memory.rules().size());
    for (Map.Entry<String, RuleMemory> rule : memory.rules().entrySet()) {
      text(out, rule.getKey());
      rule(out, rule.getValue());
    }
    return out.toByteArray();
  }

  private static void scores(ByteArrayOutputStream out, DayScores scores) {
    number(out, scores.size());
    long last = 0;
    for (int i = 0; i < scores.size(); i++) {
      number(out, scores.day(i) - last);
      number(out, scores.tenths(i));
      last = scores.day(i);
    }
  }

  private static void figures(ByteArrayOutputStream out, Figures figures) {
    number(out, figures.coveragePercent());
    numbers(out, figures.metrics());
    numbers(out, figures.groups());
    number(out, figures.facts().size());
    figures
        .facts()
        .forEach(
            (name, value) -> {
              text(out, name);
              text(out, value);
            });
  }

  private static void numbers(ByteArrayOutputStream out, SortedMap<String, Double> values) {
    number(out, values.size());
    values.forEach(
        (name, value) -> {
          text(out, name);
          out.writeBytes(
              ByteBuffer.allocate(Long.BYTES).putLong(Double.doubleToLongBits(value)).array());
        });
  }

  private static void rule(ByteArrayOutputStream out, RuleMemory rule) {
    Instant since = rule.since();
    Firing firing = rule.firing();
    Instant quiet = rule.quietUntil();
    Seen seen = rule.seen();
    out.write(
        (since == null ? 0 : SINCE)
            | (firing == null ? 0 : FIRING)
            | (rule.firedBefore() ? FIRED_BEFORE : 0)
            | (quiet == null ? 0 : QUIET)
            | (seen == null ? 0 : SEEN));
    if (since != null) {
      instant(out, since);
    }
    if (firing != null) {
      number(out, firing.episode());
      instant(out, firing.since());
    }
    if (quiet != null) {
      instant(out, quiet);
    }
    if (seen != null) {
      text(out, seen.eventId());
      instant(out, seen.time());
    }
  }

  private static void instant(ByteArrayOutputStream out, Instant instant) {
    number(out, instant.getEpochSecond());
    number(out, instant.getNano());
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    number(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  static AccountMemory read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException("unknown format of an account's memory: " + format);
    }
    int last = (int) number(in);
    String band = text(in);
    long renewal = in.get() == 1 ? number(in) : AlertInput.NO_RENEWAL;
    DayScores scores = scores(in);
    Figures figures = figures(in);
    SortedMap<String, Instant> heard = new TreeMap<>();
    for (long left = number(in); left > 0; left--) {
      String signal = text(in);
      heard.put(signal, instant(in));
    }
    SortedMap<String, RuleMemory> rules = new TreeMap<>();
    for (long left = number(in); left > 0; left--) {
      String key = text(in);
      rules.put(key, rule(in));
    }
    return new AccountMemory(last, band, renewal, scores, figures, heard, rules);
  }

  private static DayScores scores(ByteBuffer in) {
    int size = (int) number(in);
    long[] days = new long[size];
    int[] tenths = new int[size];
    long last = 0;
    for (int i = 0; i < size; i++) {
      last += number(in);
      days[i] = last;
      tenths[i] = (int) number(in);
    }
    return new DayScores(days, tenths);
  }

  private static Figures figures(ByteBuffer in) {
    int coverage = (int) number(in);
    SortedMap<String, Double> metrics = numbers(in);
    SortedMap<String, Double> groups = numbers(in);
    SortedMap<String, String> facts = new TreeMap<>();
    for (long left = number(in); left > 0; left--) {
      String name = text(in);
      facts.put(name, text(in));
    }
    return new Figures(coverage, metrics, groups, facts);
  }

  private static SortedMap<String, Double> numbers(ByteBuffer in) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (long left = number(in); left > 0; left--) {
      String name = text(in);
      values.put(name, Double.longBitsToDouble(in.getLong()));
    }
    return values;
  }

  private static RuleMemory rule(ByteBuffer in) {
    int flags = in.get();
    @Nullable Instant since = (flags & SINCE) == 0 ? null : instant(in);
    @Nullable Firing firing = null;
    if ((flags & FIRING) != 0) {
      long episode = number(in);
      firing = new Firing(episode, instant(in));
    }
    @Nullable Instant quiet = (flags & QUIET) == 0 ? null : instant(in);
    @Nullable Seen seen = null;
    if ((flags & SEEN) != 0) {
      String event = text(in);
      seen = new Seen(event, instant(in));
    }
    return new RuleMemory(since, firing, (flags & FIRED_BEFORE) != 0, quiet, seen);
  }

  private static Instant instant(ByteBuffer in) {
    long seconds = number(in);
    return Instant.ofEpochSecond(seconds, number(in));
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[(int) number(in)];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static long number(ByteBuffer in) {
    long rest = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      rest |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
  }
}
