package io.barometer.launcher.cli;

import io.barometer.language.RuleFileReader;
import io.barometer.language.RuleFileReading;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file of rules. */
final class RuleFile {
  private RuleFile() {}

  /** Its rules; fails with everything that is wrong with it. */
  static List<Rule> rules(String file) throws CommandFailed {
    return switch (RuleFileReader.read(file, text(file))) {
      case RuleFileReading.Accepted(var drafts) -> drafts.stream().map(RuleMessages::of).toList();
      case RuleFileReading.Rejected(var problems) ->
          throw new CommandFailed(
              problems.stream().map(Object::toString).collect(Collectors.joining("\n")));
    };
  }

  private static String text(String file) throws CommandFailed {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read " + file + ": " + unreadable.getMessage());
    }
  }
}
