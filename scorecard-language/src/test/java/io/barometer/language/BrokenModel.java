package io.barometer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A case of the table of broken models. */
record BrokenModel(
    String what,
    String model,
    String removed,
    String added,
    List<String> expected,
    String expectedVerdict) {
  private static final String HEAD =
      """
      # Broken model files: a model, the text that is replaced (-), what stands there instead (+), and what is said (!).
      # Whether the published JSON Schema refuses the file, too, is told by the last line of each case.
      """;

  static List<BrokenModel> readAll(String table) {
    List<BrokenModel> all = new ArrayList<>();
    for (String block : table.split("\n== ")) {
      if (!block.startsWith("#")) {
        all.add(read(block));
      }
    }
    return all;
  }

  private static BrokenModel read(String block) {
    List<String> lines = block.lines().toList();
    return new BrokenModel(
        lines.getFirst(),
        lines.get(1).substring("model ".length()),
        marked(lines, "- "),
        marked(lines, "+ "),
        lines.stream().filter(l -> l.startsWith("! ")).map(l -> l.substring(2)).toList(),
        lines.getLast().startsWith("schema ") ? lines.getLast().substring(7) : "");
  }

  private static String marked(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(2))
        .collect(Collectors.joining("\n"));
  }

  static String writeAll(List<BrokenModel> all) {
    return HEAD + all.stream().map(BrokenModel::written).collect(Collectors.joining());
  }

  private String written() {
    StringBuilder text = new StringBuilder("\n== " + what + "\nmodel " + model + "\n");
    removed.lines().forEach(line -> text.append("- ").append(line).append('\n'));
    if (removed.endsWith("\n")) {
      text.append("- \n");
    }
    (added + "\n").lines().forEach(line -> text.append("+ ").append(line).append('\n'));
    problems().forEach(problem -> text.append("! ").append(problem).append('\n'));
    return text.append("schema ").append(schemaVerdict()).append('\n').toString();
  }

  String file() {
    return model + ".yaml";
  }

  String whole() {
    return model.equals("whole")
        ? Golden.read(Golden.RESOURCES.resolve("../whole.yaml"))
        : Golden.read(Golden.EXAMPLES.resolve(file()));
  }

  String broken() {
    String whole = whole();
    int at = whole.indexOf(removed);
    if (at < 0) {
      throw new AssertionError(what + ": the model does not hold\n" + removed);
    }
    return whole.substring(0, at) + added + whole.substring(at + removed.length());
  }

  List<String> problems() {
    return Models.problems(file(), broken());
  }

  /** What the published schema says of the file. */
  String schemaVerdict() {
    return SchemaTest.refuses(broken()) ? "refuses" : "accepts";
  }

  @Override
  public String toString() {
    return what;
  }
}
