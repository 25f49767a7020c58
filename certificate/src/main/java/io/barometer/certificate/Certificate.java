package io.barometer.certificate;

import io.barometer.proto.event.v1.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score with everything that it was computed from.
 *
 * @param program what wrote it, for example {@code barometer 0.1.0}
 * @param subject which score, seen from where
 * @param model what it was computed with
 * @param result what was told
 * @param prefix which events it was computed from
 * @param chain how far the store was when the certificate was written; null when nobody told
 * @param events all that had been recorded of the account, in the order of its stream
 */
public record Certificate(
    String program,
    Subject subject,
    CertifiedModel model,
    Result result,
    Prefix prefix,
    @Nullable ChainHead chain,
    List<RecordedEvent> events) {

  public Certificate {
    events = List.copyOf(events);
  }
}
