package io.barometer.launcher.cli;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What had happened by when, and what had been recorded by when. */
final class MomentOptions {
  @Option(
      names = "--as-of",
      paramLabel = "T",
      description = "What had happened by then: a date (its end) or an instant (default: now).",
      converter = MomentConverter.class)
  private @Nullable Timestamp asOf;

  @Option(
      names = "--known-at",
      paramLabel = "T",
      description = "What had been recorded by then (default: everything recorded by now).",
      converter = MomentConverter.class)
  private @Nullable Timestamp knownAt;

  /** Sets what was given in a request. */
  void into(Message.Builder request) {
    ViewOptions.set(request, ViewOptions.of(asOf, knownAt, ""));
  }
}
