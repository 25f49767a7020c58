package io.barometer.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine that the figures belong to. */
public final class Machine {
  private Machine() {}

  /** Processor, cores, memory, system and Java, in words, and how busy others keep it. */
  public static Map<String, String> describe() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("cpu", after(text("/proc/cpuinfo"), "model name"));
    words.put("cores", "" + Runtime.getRuntime().availableProcessors());
    words.put("memory_gib", "" + Math.round(memoryKib() / (1024.0 * 1024.0)));
    words.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    words.put("java", Runtime.version().toString());
    words.put("load_before", text("/proc/loadavg").split(" ")[0]);
    return words;
  }

  private static double memoryKib() {
    String words = after(text("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "");
    return words.isEmpty() ? 0 : Double.parseDouble(words);
  }

  static String after(String lines, String field) {
    return lines
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException notLinux) {
      return "";
    }
  }
}
