package io.barometer.alerting.notify;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/** Continues the trace that led to a notification, around each attempt. */
final class NotifyTrace {

  private NotifyTrace() {}

  static Span begin(Notification n, String channel) {
    String parent = n.traceParent();
    if (parent == null || parent.length() != 55) {
      return Span.getInvalid();
    }
    SpanContext cause =
        SpanContext.createFromRemoteParent(
            parent.substring(3, 35),
            parent.substring(36, 52),
            TraceFlags.fromHex(parent, 53),
            TraceState.getDefault());
    return GlobalOpenTelemetry.getTracer("io.barometer.alerting")
        .spanBuilder("notify " + channel)
        .setSpanKind(SpanKind.CLIENT)
        .setParent(Context.root().with(Span.wrap(cause)))
        .setAttribute("notification.id", n.id().toString())
        .setAttribute("attempt", n.attempt())
        .startSpan();
  }

  /** The notification, caused by the span when it is recorded. */
  static Notification within(Span span, Notification n) {
    if (!span.isRecording()) {
      return n;
    }
    SpanContext context = span.getSpanContext();
    return n.withTraceParent(
        "00-"
            + context.getTraceId()
            + "-"
            + context.getSpanId()
            + "-"
            + context.getTraceFlags().asHex());
  }
}
