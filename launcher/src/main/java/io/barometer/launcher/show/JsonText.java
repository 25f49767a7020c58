package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.type.Money;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.math.BigDecimal;

/** What the JSON forms share. Points are numbers with one decimal, what is not known is null. */
final class JsonText {
  private JsonText() {}

  static ObjectNode object() {
    return JsonNodeFactory.withExactBigDecimals(true).objectNode();
  }

  static void points(ObjectNode json, String key, boolean known, int tenths) {
    if (known) {
      json.put(key, Points.decimal(tenths));
    } else {
      json.putNull(key);
    }
  }

  static void score(ObjectNode json, ScoreValue score) {
    points(json, "score", score.hasTenths(), score.getTenths());
    json.put("band", score.getBand());
    json.put("coverage_percent", score.getCoveragePercent());
  }

  static void model(ObjectNode json, ModelRef model) {
    json.put("scorecard", model.getScorecard());
    json.put("model_version", model.getVersion());
    json.put("model_hash", model.getHash());
  }

  /** Null for an empty text. */
  static void text(ObjectNode json, String key, String text) {
    if (text.isEmpty()) {
      json.putNull(key);
    } else {
      json.put(key, text);
    }
  }

  static ObjectNode money(Money money) {
    BigDecimal amount =
        BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9));
    BigDecimal shortest = amount.stripTrailingZeros();
    return object()
        .put("amount", shortest.scale() < 0 ? shortest.setScale(0) : shortest)
        .put("currency", money.getCurrencyCode());
  }
}
