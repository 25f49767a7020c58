package io.barometer.alerting.notify;

import io.barometer.proto.alerting.v1.PlaybookStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run of a playbook is to be done.
 *
 * @param sequence rises with the triggers of the tenant
 * @param steps as they were defined when the run began
 * @param approvedBy empty when the run needed nobody
 * @param alert why it began
 * @param time when engines were told
 */
public record PlaybookNews(
    UUID triggerId,
    long sequence,
    UUID runId,
    String playbook,
    String title,
    List<PlaybookStep> steps,
    String approvedBy,
    AlertNews alert,
    Instant time)
    implements News {

  @Override
  public UUID subject() {
    return runId;
  }
}
