package io.barometer.launcher.importer;

import java.util.List;

/** The file, its mapping or a row of it was refused. */
public final class ImportRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  ImportRefused(String headline, List<?> details) {
    super(headline);
    this.lines = details.stream().map(String::valueOf).toList();
  }

  ImportRefused(String headline) {
    this(headline, List.of());
  }

  /** The single reasons, for people; at most 50, possibly none. */
  public List<String> lines() {
    return lines;
  }
}
