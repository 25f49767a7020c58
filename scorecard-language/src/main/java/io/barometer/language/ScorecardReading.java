package io.barometer.language;

import java.util.List;

/** What came of reading a scorecard file. */
public sealed interface ScorecardReading {

  /** It can be used. */
  record Accepted(ModelFile scorecard) implements ScorecardReading {}

  /** It cannot be used: everything that is wrong, in the order of the file. */
  record Rejected(List<ScorecardProblem> problems) implements ScorecardReading {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
