package io.barometer.language;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the text of a file as YAML, of which JSON is a part. */
final class YamlRoot {
  /** Longer files are refused unread. */
  private static final int LONGEST = 1_000_000;

  private YamlRoot() {}

  /** The root; a problem, and empty, when it is not YAML. */
  static Optional<Node> compose(String yaml, YamlProblems problems) {
    if (yaml.length() > LONGEST) {
      problems.add("", Reason.COST_LIMIT, "longer than " + LONGEST + " characters");
      return Optional.empty();
    }
    try {
      var settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        problems.add("", Reason.REQUIRED, "the file is empty");
      }
      return root;
    } catch (MarkedYamlEngineException malformed) {
      String text = "not YAML: " + malformed.getProblem();
      problems.add(malformed.getProblemMark(), "", Reason.FORMAT, text);
    } catch (YamlEngineException malformed) {
      problems.add("", Reason.FORMAT, "not YAML: " + malformed.getMessage());
    } catch (StackOverflowError nested) {
      problems.add("", Reason.COST_LIMIT, "nested too deep");
    }
    return Optional.empty();
  }
}
