package io.barometer.language;

import java.util.List;

/** What came of reading a file of rules. */
public sealed interface RuleFileReading {

  /** The rules, in the order of the file. */
  record Accepted(List<RuleDraft> rules) implements RuleFileReading {
    public Accepted {
      rules = List.copyOf(rules);
    }
  }

  /** Everything that is wrong, in the order of the file. */
  record Rejected(List<ScorecardProblem> problems) implements RuleFileReading {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
