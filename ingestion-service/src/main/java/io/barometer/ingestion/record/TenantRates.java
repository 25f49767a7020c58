package io.barometer.ingestion.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates of single tenants, {@code tenant:events-per-second}. */
public final class TenantRates {

  private static final Pattern ENTRY = Pattern.compile("(.+):([0-9]{1,8})");

  private TenantRates() {}

  /**
   * Events per second by tenant; 0 for no limit.
   *
   * @throws IllegalArgumentException naming the first entry that cannot be read
   */
  public static Map<String, Integer> parse(List<String> entries) {
    Map<String, Integer> rates = new HashMap<>();
    for (String entry : entries) {
      Matcher matcher = ENTRY.matcher(entry.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "barometer.events.tenant-rates: \""
                + entry
                + "\" is not tenant:events-per-second, for example acme:500");
      }
      rates.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
    }
    return Map.copyOf(rates);
  }
}
