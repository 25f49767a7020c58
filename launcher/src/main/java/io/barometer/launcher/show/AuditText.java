package io.barometer.launcher.show;

import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import java.util.List;
import java.util.Locale;

/** Who changed what, for people. */
public final class AuditText {
  private static final String PREFIX = "AUDIT_ACTION_";

  private AuditText() {}

  /** Some entries. */
  public static List<String> table(Terminal terminal, List<AuditEntry> entries) {
    Table table =
        new Table()
            .column("Time", Table.Align.LEFT)
            .column("Who", Table.Align.FLEXIBLE)
            .column("What", Table.Align.LEFT)
            .column("Target", Table.Align.FLEXIBLE)
            .column("Reason", Table.Align.FLEXIBLE);
    for (AuditEntry entry : entries) {
      table
          .row()
          .cell(Days.second(entry.getRecordedTime()))
          .cell(who(entry.getActor()))
          .cell(action(entry.getAction()))
          .cell(entry.getTarget())
          .cell(entry.getReason());
    }
    return table.lines(terminal);
  }

  /** An action as people say it, for example {@code rule changed}. */
  public static String action(AuditAction action) {
    return action.name().replace(PREFIX, "").replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static String who(AuditActor actor) {
    return actor.getVia().equals("grpc")
        ? actor.getName()
        : actor.getName() + " by " + actor.getVia();
  }
}
