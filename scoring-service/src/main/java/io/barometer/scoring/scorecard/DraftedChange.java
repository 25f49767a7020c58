package io.barometer.scoring.scorecard;

import io.barometer.edge.Violation;
import io.barometer.edge.Violations;
import io.barometer.language.ModelFile;
import io.barometer.language.Said;
import io.barometer.proto.scoring.v1.ModelChange;
import java.util.Optional;

/** What a draft says about itself; what its request leaves out stands in its file. */
final class DraftedChange {
  private DraftedChange() {}

  /**
   * The change as request and file say it together. What is wrong with the file's part is noted at
   * its line and column.
   *
   * @param file empty when it cannot be read, so that nobody knows what it says
   */
  static ModelChange check(ModelChange asked, Optional<ModelFile> file, Violations violations) {
    if (file.isEmpty()) {
      ModelChecks.partOfChange(asked, violations);
      return asked;
    }
    Said author = file.get().author();
    Said reason = file.get().reason();
    boolean ownAuthor = !asked.getAuthor().isEmpty();
    boolean ownReason = !asked.getReason().isEmpty();
    ModelChange change =
        asked.toBuilder()
            .setAuthor(ownAuthor ? asked.getAuthor() : author.text())
            .setReason(ownReason ? asked.getReason() : reason.text())
            .build();
    Violations found = new Violations();
    ModelChecks.change(change, found);
    for (Violation wrong : found.asList()) {
      violations.add(
          wrong.path().equals("change.author") && !ownAuthor
              ? inFile(wrong, author, "author")
              : wrong.path().equals("change.reason") && !ownReason
                  ? inFile(wrong, reason, "reason")
                  : wrong);
    }
    return change;
  }

  private static Violation inFile(Violation wrong, Said said, String key) {
    return new Violation(
        "yaml:" + said.line() + ":" + said.column(),
        wrong.reason(),
        key + ": " + wrong.text() + (said.text().isBlank() ? ", here or in " + wrong.path() : ""),
        wrong.meta());
  }
}
