package io.barometer.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script's search for a JDK, run by the real shell: its functions are read without its last
 * line.
 */
class JdkSearchTest {
  @TempDir private Path folder;

  @Test
  void theMajorVersionIsReadFromTheReleaseFile() throws Exception {
    assertThat(major("JAVA_VERSION=\"25.0.1\"\n")).isEqualTo("25");
    assertThat(major("IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"26\"\n")).isEqualTo("26");
    assertThat(major("JAVA_VERSION=\"27-ea\"\n")).isEqualTo("27");
    assertThat(major("JAVA_VERSION=\"1.8.0_402\"\n")).isEqualTo("1");
    assertThat(major("nothing\n")).isEqualTo("0");
  }

  @Test
  void javaHomeIsTakenWhenItIsNewEnough() throws Exception {
    Path jdk = jdk("25.0.1");
    assertThat(shell("find_jdk; echo \"$JAVA_HOME\"", jdk)).isEqualTo(jdk.toString());
  }

  @Test
  void anOldJavaHomeIsPassedOver() throws Exception {
    Path jdk = jdk("17.0.2");
    assertThat(shell("find_jdk; echo \"$JAVA_HOME\"", jdk)).isNotEqualTo(jdk.toString());
  }

  private String major(String release) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("release"), release);
    return shell("java_major \"$JAVA_HOME\"", folder);
  }

  private Path jdk(String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve("jdk"));
    Path javac = Files.createFile(Files.createDirectories(jdk.resolve("bin")).resolve("javac"));
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private static String shell(String commands, Path javaHome)
      throws IOException, InterruptedException {
    String script =
        Files.readString(Stack.home().resolve("barometer")).replace("main \"$@\"", commands);
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
    builder.environment().putAll(Map.of("JAVA_HOME", javaHome.toString()));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }
}
