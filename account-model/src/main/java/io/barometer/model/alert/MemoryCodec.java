package io.barometer.model.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.model.alert.RuleMemory.Firing;
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
  private static final int LOW = 1;
  private static final int FIRING = 2;
  private static final int FIRED_BEFORE = 4;

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

  private static void rule(ByteArrayOutputStream out, RuleMemory rule) {
    Instant low = rule.lowSince();
    Firing firing = rule.firing();
    out.write(
        (low == null ? 0 : LOW)
            | (firing == null ? 0 : FIRING)
            | (rule.firedBefore() ? FIRED_BEFORE : 0));
    if (low != null) {
      instant(out, low);
    }
    if (firing != null) {
      number(out, firing.episode());
      instant(out, firing.since());
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
    SortedMap<String, RuleMemory> rules = new TreeMap<>();
    for (long left = number(in); left > 0; left--) {
      String key = text(in);
      rules.put(key, rule(in));
    }
    return new AccountMemory(last, band, renewal, scores, rules);
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

  private static RuleMemory rule(ByteBuffer in) {
    int flags = in.get();
    @Nullable Instant low = (flags & LOW) == 0 ? null : instant(in);
    @Nullable Firing firing = null;
    if ((flags & FIRING) != 0) {
      long episode = number(in);
      firing = new Firing(episode, instant(in));
    }
    return new RuleMemory(low, firing, (flags & FIRED_BEFORE) != 0);
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
