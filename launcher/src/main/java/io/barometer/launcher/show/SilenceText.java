package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.CreateSilenceResponse;
import io.barometer.proto.alerting.v1.Silence;
import java.util.List;

/** What is kept quiet. */
public final class SilenceText {
  private static final int LINE = 400;

  private SilenceText() {}

  /** One that was made. */
  public static String made(CreateSilenceResponse made) {
    Silence silence = made.getSilence();
    return SafeText.line(
        "%s is quiet until %s; it matches %d open alert%s now. End it: ./barometer silence end %s"
            .formatted(
                String.join(" and ", silence.getMatchersList()),
                Days.second(silence.getEndTime()),
                made.getMatches(),
                made.getMatches() == 1 ? "" : "s",
                silence.getSilenceId()),
        LINE);
  }

  /** Some, for people. */
  public static List<String> table(Terminal terminal, List<Silence> silences) {
    Table table =
        new Table()
            .column("Silence", Table.Align.LEFT)
            .column("State", Table.Align.LEFT)
            .column("Until", Table.Align.LEFT)
            .column("Matches", Table.Align.FLEXIBLE)
            .column("Asked for by", Table.Align.FLEXIBLE);
    for (Silence silence : silences) {
      table
          .row()
          .cell(silence.getSilenceId())
          .cell(state(silence))
          .cell(Days.second(silence.getEndTime()))
          .cell(String.join(", ", silence.getMatchersList()))
          .cell(silence.getAuthor())
          .below(silence.getReason());
    }
    return table.lines(terminal);
  }

  /** One, for programs. */
  public static ObjectNode json(Silence silence) {
    ObjectNode json =
        JsonText.object().put("silence_id", silence.getSilenceId()).put("state", state(silence));
    silence.getMatchersList().forEach(json.putArray("matchers")::add);
    json.put("start_time", Days.second(silence.getStartTime()))
        .put("end_time", Days.second(silence.getEndTime()))
        .put("author", silence.getAuthor())
        .put("reason", silence.getReason());
    JsonText.text(json, "ended_by", silence.getEndedBy());
    return json;
  }

  private static String state(Silence silence) {
    return AlertText.word(silence.getState().name(), "SILENCE_STATE_");
  }
}
