package io.barometer.launcher.show;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the output can show.
 *
 * @param width columns, at least 40
 * @param colour whether colours may be used
 * @param interactive whether a person watches, so that a line may be redrawn
 */
public record Terminal(int width, boolean colour, boolean interactive) {
  private static final int DEFAULT_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;

  public Terminal {
    width = Math.max(LEAST_WIDTH, width);
  }

  /** 80 columns, no colours: what a file gets. */
  public static Terminal plain() {
    return new Terminal(DEFAULT_WIDTH, false, false);
  }

  /** Looks at the process' own terminal. Honours NO_COLOR, TERM=dumb and COLUMNS. */
  public static Terminal detect(Map<String, String> environment) {
    Console console = System.console();
    boolean interactive = console != null && console.isTerminal();
    boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        width(environment, interactive), interactive && !noColour && !dumb, interactive && !dumb);
  }

  /** The text in the colour, when colours may be used. */
  public String paint(Colour colourWanted, String text) {
    return colour ? colourWanted.paint(text) : text;
  }

  private static int width(Map<String, String> environment, boolean interactive) {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{1,3}")) {
      return Integer.parseInt(columns);
    }
    return interactive ? widthFromStty() : DEFAULT_WIDTH;
  }

  private static int widthFromStty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      try (InputStream out = stty.getInputStream()) {
        String size = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (stty.waitFor(1, TimeUnit.SECONDS) && size.matches("[0-9]+ [1-9][0-9]{1,3}")) {
          return Integer.parseInt(size.substring(size.indexOf(' ') + 1));
        }
      }
    } catch (IOException _) {
      return DEFAULT_WIDTH;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return DEFAULT_WIDTH;
  }
}
