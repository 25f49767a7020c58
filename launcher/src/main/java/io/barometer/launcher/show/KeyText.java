package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.ingestion.v1.ApiKey;
import java.util.List;

/** The keys of sources. */
public final class KeyText {
  private KeyText() {}

  /** Some, for people. */
  public static List<String> table(Terminal terminal, List<ApiKey> keys) {
    Table table =
        new Table()
            .column("Key", Table.Align.LEFT)
            .column("For", Table.Align.FLEXIBLE)
            .column("State", Table.Align.LEFT)
            .column("Last used", Table.Align.LEFT);
    for (ApiKey key : keys) {
      table
          .row()
          .cell(key.getKeyId())
          .cell(key.getName())
          .cell(state(key))
          .cell(key.hasLastUseTime() ? Days.second(key.getLastUseTime()) : "never")
          .below(scope(key));
    }
    return table.lines(terminal);
  }

  /** One, for programs. */
  public static ObjectNode json(ApiKey key) {
    ObjectNode json = JsonText.object().put("key_id", key.getKeyId()).put("name", key.getName());
    key.getSourcesList().forEach(json.putArray("sources")::add);
    key.getEventTypesList().forEach(json.putArray("event_types")::add);
    json.put("created_by", key.getCreatedBy()).put("create_time", Days.second(key.getCreateTime()));
    if (key.hasExpireTime()) {
      json.put("expire_time", Days.second(key.getExpireTime()));
    }
    if (key.hasRevokeTime()) {
      json.put("revoke_time", Days.second(key.getRevokeTime()));
    }
    if (key.hasLastUseTime()) {
      json.put("last_use_time", Days.second(key.getLastUseTime()));
    }
    return json;
  }

  /** The end of a key, for people. */
  public static String end(ApiKey key) {
    return key.hasExpireTime()
        ? "until " + Days.second(key.getExpireTime())
        : "until it is revoked";
  }

  private static String scope(ApiKey key) {
    String sources =
        key.getSourcesCount() == 0
            ? "all sources"
            : "sources " + String.join(", ", key.getSourcesList());
    return key.getEventTypesCount() == 0
        ? sources
        : sources + "; types " + String.join(", ", key.getEventTypesList());
  }

  private static String state(ApiKey key) {
    if (key.hasRevokeTime()) {
      return "revoked " + Days.second(key.getRevokeTime());
    }
    return "works " + end(key);
  }
}
