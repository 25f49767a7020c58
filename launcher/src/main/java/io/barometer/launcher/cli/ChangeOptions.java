package io.barometer.launcher.cli;

import io.barometer.proto.scoring.v1.ModelChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every change of models says about itself. */
final class ChangeOptions {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(
      names = "--author",
      paramLabel = "WHO",
      description = "Who decided it (default: the user of this computer).")
  private String author = "";

  @Option(
      names = "--expect",
      paramLabel = "REVISION",
      description = "Refused unless the models are at this revision (see ./barometer model list).")
  private @Nullable Long expected;

  boolean hasAuthor() {
    return !author.isBlank();
  }

  boolean hasReason() {
    return !reason.isBlank();
  }

  /** The change; a file may speak for itself where an option says nothing. */
  ModelChange change(boolean fileSpeaks) {
    var change = ModelChange.newBuilder().setReason(reason);
    if (!author.isEmpty()) {
      change.setAuthor(author);
    } else if (!fileSpeaks) {
      change.setAuthor(System.getProperty("user.name", "unknown"));
    }
    if (expected != null) {
      change.setExpectedRevision(expected);
    }
    return change.build();
  }
}
