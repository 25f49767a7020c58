package io.barometer.launcher.show;

/** The few colours that carry a meaning on a terminal. */
public enum Colour {
  /** Somebody should act. */
  RED("31"),
  /** Somebody should look. */
  YELLOW("33"),
  /** All is well. */
  GREEN("32"),
  /** Between yellow and green: neither praise nor warning. */
  CYAN("36"),
  /** A heading. */
  BOLD("1"),
  /** Less important. */
  DIM("2"),
  /** As the terminal has it. */
  NONE("");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String paint(String text) {
    return this == NONE || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** The colour of a band by its name; NONE for a band with a name of its own. */
  public static Colour ofBand(String band) {
    return switch (band) {
      case "Critical", "At Risk" -> RED;
      case "Moderate" -> YELLOW;
      case "Healthy" -> GREEN;
      case "Unknown" -> DIM;
      default -> NONE;
    };
  }
}
