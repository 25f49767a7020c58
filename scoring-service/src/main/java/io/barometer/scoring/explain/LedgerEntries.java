package io.barometer.scoring.explain;

import io.barometer.model.ledger.Cause;
import io.barometer.proto.scoring.v1.ChangeCause;
import io.barometer.proto.scoring.v1.LedgerEntry;

/** Entries of a ledger as messages. */
public final class LedgerEntries {
  private LedgerEntries() {}

  /** An entry as a message. */
  public static LedgerEntry message(io.barometer.model.ledger.LedgerEntry entry) {
    var message =
        LedgerEntry.newBuilder()
            .setDimension(entry.dimension())
            .setPart(entry.part())
            .setTitle(entry.title())
            .setUnit(entry.unit())
            .setChangeTenths(entry.changeTenths())
            .addAllEventIds(entry.eventIds())
            .setEvents(entry.events())
            .setText(entry.text());
    entry.causes().stream().sorted().forEach(cause -> message.addCauses(cause(cause)));
    entry.before().ifPresent(message::setBefore);
    entry.after().ifPresent(message::setAfter);
    return message.build();
  }

  private static ChangeCause cause(Cause cause) {
    return switch (cause) {
      case RETRACTED -> ChangeCause.CHANGE_CAUSE_RETRACTED;
      case LEARNED -> ChangeCause.CHANGE_CAUSE_LEARNED;
      case TIME -> ChangeCause.CHANGE_CAUSE_TIME;
      case EVENTS -> ChangeCause.CHANGE_CAUSE_EVENTS;
      case COVERAGE -> ChangeCause.CHANGE_CAUSE_COVERAGE;
      case POPULATION -> ChangeCause.CHANGE_CAUSE_POPULATION;
      case LEFT_OUT -> ChangeCause.CHANGE_CAUSE_LEFT_OUT;
      case MODEL -> ChangeCause.CHANGE_CAUSE_MODEL;
      case OVERRIDE -> ChangeCause.CHANGE_CAUSE_OVERRIDE;
    };
  }
}
