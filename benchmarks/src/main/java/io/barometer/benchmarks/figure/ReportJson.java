package io.barometer.benchmarks.figure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Reports for programs: one object per benchmark, under its name. */
public final class ReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RATIO_DECIMALS = 3;

  private ReportJson() {}

  /** The document, indented. */
  public static String document(List<Report> reports, Map<String, String> machine) {
    ObjectNode document = JSON.createObjectNode();
    for (Report report : reports) {
      fill(document.putObject(report.name()), report, machine);
    }
    return document.toPrettyString();
  }

  private static void fill(ObjectNode object, Report report, Map<String, String> machine) {
    put(object, "ratio_to_limit", report.ratioToLimit(), RATIO_DECIMALS);
    ObjectNode figures = object.putObject("figures");
    for (Subject subject : report.subjects()) {
      ObjectNode one = figures.putObject(subject.key());
      one.put("limit", subject.limit());
      subject.figures().forEach(f -> put(one, f.key(), f.value(), f.decimals()));
    }
    ObjectNode aims = object.putObject("aims");
    for (Aim aim : report.aims()) {
      ObjectNode one = aims.putObject(aim.key());
      put(one, aim.atLeast() ? "at_least" : "at_most", aim.wanted(), RATIO_DECIMALS);
      put(one, "measured", aim.measured(), RATIO_DECIMALS);
      one.put("met", aim.met());
    }
    object.put("meaning", report.meaning());
    report.conditions().forEach(object.withArray("conditions")::add);
    machine.forEach(object.putObject("machine")::put);
  }

  private static void put(ObjectNode object, String key, double value, int decimals) {
    if (Double.isNaN(value)) {
      object.putNull(key);
    } else {
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
      object.put(key, new BigDecimal(rounded.stripTrailingZeros().toPlainString()));
    }
  }
}
