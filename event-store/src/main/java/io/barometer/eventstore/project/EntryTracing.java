package io.barometer.eventstore.project;

import io.barometer.eventstore.LogEntry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * Continues the trace of entries that carry one, each with a span from before its application to
 * after the commit. Entries without a trace, nearly all of them, cost one null check.
 */
final class EntryTracing {

  private final String spanName;

  EntryTracing(String projection) {
    this.spanName = "project " + projection;
  }

  /** Entries whose trace parent is now the span around their application, until closed. */
  record Traced(List<LogEntry> entries, List<Span> spans) implements AutoCloseable {
    @Override
    public void close() {
      spans.forEach(Span::end);
    }
  }

  Traced begin(List<LogEntry> entries) {
    if (entries.stream().allMatch(entry -> entry.traceParent() == null)) {
      return new Traced(entries, List.of());
    }
    var traced = new ArrayList<LogEntry>(entries.size());
    var spans = new ArrayList<Span>();
    for (LogEntry entry : entries) {
      traced.add(continued(entry, spans));
    }
    return new Traced(traced, spans);
  }

  private LogEntry continued(LogEntry entry, List<Span> spans) {
    String parent = entry.traceParent();
    if (parent == null || parent.length() != 55) {
      return entry;
    }
    var span =
        GlobalOpenTelemetry.getTracer("io.barometer.eventstore")
            .spanBuilder(spanName)
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(Context.root().with(Span.wrap(context(parent))))
            .setAttribute("shard", entry.shard())
            .setAttribute("position", entry.position())
            .startSpan();
    spans.add(span);
    return span.isRecording() ? entry.withTraceParent(header(span.getSpanContext())) : entry;
  }

  private static SpanContext context(String parent) {
    return SpanContext.createFromRemoteParent(
        parent.substring(3, 35),
        parent.substring(36, 52),
        TraceFlags.fromHex(parent, 53),
        TraceState.getDefault());
  }

  private static String header(SpanContext context) {
    return "00-"
        + context.getTraceId()
        + "-"
        + context.getSpanId()
        + "-"
        + context.getTraceFlags().asHex();
  }
}
