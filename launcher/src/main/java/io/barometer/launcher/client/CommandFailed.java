package io.barometer.launcher.client;

import java.util.List;

/** A command that cannot do what it was asked, with a text that says what to do. */
public final class CommandFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /** With details below the headline. */
  public CommandFailed(String headline, List<String> lines) {
    super(headline);
    this.lines = List.copyOf(lines);
  }

  /** Without details. */
  public CommandFailed(String headline) {
    this(headline, List.of());
  }

  /** The details; possibly none. */
  public List<String> lines() {
    return lines;
  }
}
