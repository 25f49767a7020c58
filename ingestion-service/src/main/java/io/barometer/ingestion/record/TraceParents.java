package io.barometer.ingestion.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The trace that an RPC belongs to, in the form of the W3C header. */
final class TraceParents {

  private TraceParents() {}

  /** The trace context of the call on this thread; null when it is not sampled. */
  static @Nullable String current() {
    SpanContext context = Span.current().getSpanContext();
    return context.isSampled()
        ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01"
        : null;
  }
}
