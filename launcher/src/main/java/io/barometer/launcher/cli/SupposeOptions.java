package io.barometer.launcher.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.scoring.v1.BandSetting;
import io.barometer.proto.scoring.v1.Hypothesis;
import io.barometer.proto.scoring.v1.WeightSetting;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What is supposed. */
final class SupposeOptions {
  private static final Pattern TIMES =
      Pattern.compile("([1-9][0-9]{0,2})\\*(\\{.*)", Pattern.DOTALL);

  @Option(
      names = "--event",
      paramLabel = "E",
      description = {
        "What happens besides: a file with an event a line, or one event, in the protocol's JSON;",
        "3*{…} for three. Account, key, source and time may be left out."
      })
  private List<String> events = List.of();

  @Option(
      names = "--without-source",
      paramLabel = "S",
      description = "As if this source had never reported anything.")
  private List<String> withoutSources = List.of();

  @Option(
      names = "--weight",
      paramLabel = "PART=W",
      description = "Percent of a dimension, or of a part inside one: usage=40, care/voice=60.")
  private List<String> weights = List.of();

  @Option(
      names = "--band",
      paramLabel = "BAND=S",
      description = "The lowest score of a band: Healthy=75, or of one set: enterprise/Healthy=70.")
  private List<String> bands = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME[@VERSION]",
      description = "Another model, whether in effect or not.")
  private String model = "";

  @Option(
      names = "--model-file",
      paramLabel = "FILE",
      description = "A model file that need not be registered.")
  private String file = "";

  Hypothesis hypothesis() throws CommandFailed {
    var hypothesis = Hypothesis.newBuilder().addAllWithoutSources(withoutSources);
    for (String told : events) {
      events(told, hypothesis);
    }
    for (String weight : weights) {
      hypothesis.addWeights(
          WeightSetting.newBuilder()
              .setName(name("--weight", weight))
              .setWeight(number("--weight", weight, 0)));
    }
    for (String band : bands) {
      hypothesis.addBands(
          BandSetting.newBuilder()
              .setName(name("--band", band))
              .setFromTenths(number("--band", band, 1)));
    }
    if (!model.isEmpty()) {
      hypothesis.setModel(ViewOptions.model(model));
    }
    if (!file.isEmpty()) {
      hypothesis.setScorecardYaml(ModelCommand.usable(file));
    }
    return hypothesis.build();
  }

  private static void events(String told, Hypothesis.Builder hypothesis) throws CommandFailed {
    Matcher several = TIMES.matcher(told.strip());
    if (several.matches()) {
      Event event = event(several.group(2), "--event");
      for (int i = 0; i < Integer.parseInt(several.group(1)); i++) {
        hypothesis.addEvents(event);
      }
    } else if (told.strip().startsWith("{")) {
      hypothesis.addEvents(event(told, "--event"));
    } else {
      file(told, hypothesis);
    }
  }

  private static void file(String file, Hypothesis.Builder hypothesis) throws CommandFailed {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          hypothesis.addEvents(event(lines.get(i), file + ":" + (i + 1)));
        }
      }
    } catch (IOException unreadable) {
      throw new CommandFailed(
          "cannot read "
              + file
              + ": "
              + unreadable.getMessage()
              + ". One event begins with \"{\".");
    }
  }

  private static Event event(String json, String where) throws CommandFailed {
    try {
      var event = Event.newBuilder();
      JsonFormat.parser().merge(json, event);
      return event.build();
    } catch (InvalidProtocolBufferException wrong) {
      throw new CommandFailed(where + ": no event in the protocol's JSON: " + wrong.getMessage());
    }
  }

  private static String name(String option, String setting) throws CommandFailed {
    int split = setting.lastIndexOf('=');
    if (split < 1) {
      throw new CommandFailed(option + " \"" + setting + "\" is not NAME=NUMBER");
    }
    return setting.substring(0, split);
  }

  private static int number(String option, String setting, int decimals) throws CommandFailed {
    String number = setting.substring(setting.lastIndexOf('=') + 1);
    try {
      return new BigDecimal(number).movePointRight(decimals).intValueExact();
    } catch (ArithmeticException | NumberFormatException wrong) {
      String what = decimals == 0 ? "a whole number" : "a number with at most one decimal";
      throw new CommandFailed(option + " \"" + setting + "\": \"" + number + "\" is not " + what);
    }
  }
}
