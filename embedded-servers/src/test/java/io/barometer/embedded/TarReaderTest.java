package io.barometer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

  @Test
  void filesKeepTheirContentAndTheirExecuteBit() throws IOException {
    entry("bin/", "755", '5', "", "");
    entry("bin/run", "755", '0', "", "#!/bin/sh\n");
    entry("share/text", "644", '0', "", "x".repeat(1000));
    unpack();
    assertThat(folder.resolve("bin/run")).hasContent("#!/bin/sh\n").isExecutable();
    assertThat(folder.resolve("share/text")).hasContent("x".repeat(1000));
    assertThat(Files.isExecutable(folder.resolve("share/text"))).isFalse();
  }

  @Test
  void symbolicLinksStayRelative() throws IOException {
    entry("lib/libpq.so.5.18", "644", '0', "", "library");
    entry("lib/libpq.so.5", "777", '2', "libpq.so.5.18", "");
    unpack();
    assertThat(Files.readSymbolicLink(folder.resolve("lib/libpq.so.5")))
        .isEqualTo(Path.of("libpq.so.5.18"));
    assertThat(folder.resolve("lib/libpq.so.5")).hasContent("library");
  }

  @Test
  void longNamesOfGnuTarAreTakenFromTheirOwnEntry() throws IOException {
    String name = "share/" + "n".repeat(120);
    entry("././@LongLink", "644", 'L', "", name + "\0");
    entry(name.substring(0, 99), "644", '0', "", "long");
    unpack();
    assertThat(folder.resolve(name)).hasContent("long");
  }

  @Test
  void anEntryOutsideTheFolderIsRefused() {
    entry("../outside", "644", '0', "", "x");
    assertThatThrownBy(this::unpack)
        .isInstanceOf(IOException.class)
        .hasMessage("entry leaves the folder: ../outside");
  }

  @Test
  void anArchiveThatIsCutOffIsRefused() {
    entry("file", "644", '0', "", "x".repeat(600));
    byte[] half = java.util.Arrays.copyOf(archive.toByteArray(), 800);
    assertThatThrownBy(() -> TarReader.unpack(new ByteArrayInputStream(half), folder))
        .isInstanceOf(EOFException.class);
  }

  private void unpack() throws IOException {
    archive.writeBytes(new byte[1024]);
    TarReader.unpack(new ByteArrayInputStream(archive.toByteArray()), folder);
  }

  private void entry(String name, String mode, char type, String link, String content) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000" + mode);
    put(header, 124, String.format("%011o", content.length()));
    header[156] = (byte) type;
    put(header, 157, link);
    archive.writeBytes(header);
    archive.writeBytes(content.getBytes(StandardCharsets.UTF_8));
    archive.writeBytes(new byte[(512 - content.length() % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, 100));
  }
}
