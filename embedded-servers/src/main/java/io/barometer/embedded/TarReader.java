package io.barometer.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Unpacks a tar archive: files with their execute bit, folders, symbolic links, and GNU long names.
 * That is all that a PostgreSQL distribution holds; any other kind of entry is refused.
 *
 * <p>Format: POSIX.1-1988 ustar, 512-byte blocks; name at 0 (100 bytes), mode at 100, size at 124
 * (octal), type at 156, link target at 157, name prefix at 345.
 */
final class TarReader {
  private static final int BLOCK = 512;

  private final InputStream in;
  private final Path target;

  private TarReader(InputStream in, Path target) {
    this.in = in;
    this.target = target;
  }

  /** Unpacks everything in the stream under the folder, which must exist. */
  static void unpack(InputStream in, Path folder) throws IOException {
    new TarReader(in, folder.toAbsolutePath().normalize()).unpack();
  }

  private void unpack() throws IOException {
    String longName = "";
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return;
      }
      long size = octal(header, 124, 12);
      if (header[156] == 'L') {
        longName = text(content(size), 0, (int) size);
        continue;
      }
      entry(header, longName.isEmpty() ? name(header) : longName, size);
      longName = "";
    }
  }

  private void entry(byte[] header, String name, long size) throws IOException {
    Path path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("entry leaves the folder: " + name);
    }
    switch (header[156]) {
      case '5' -> Files.createDirectories(path);
      case '2' -> {
        Files.createDirectories(parent(path));
        Files.createSymbolicLink(path, Path.of(text(header, 157, 100)));
      }
      case '0', 0 -> file(path, size, (octal(header, 100, 8) & 0111) != 0);
      default -> throw new IOException("entry of kind " + (char) header[156] + ": " + name);
    }
  }

  private void file(Path path, long size, boolean executable) throws IOException {
    Files.createDirectories(parent(path));
    Files.write(path, content(size));
    if (executable) {
      Set<PosixFilePermission> all = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      all.add(PosixFilePermission.OWNER_EXECUTE);
      all.add(PosixFilePermission.GROUP_EXECUTE);
      all.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(path, all);
    }
  }

  private Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? target : parent;
  }

  private byte[] content(long size) throws IOException {
    byte[] bytes = in.readNBytes(Math.toIntExact(size));
    if (bytes.length < size) {
      throw new EOFException("archive is cut off");
    }
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    return bytes;
  }

  private static String name(byte[] header) {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static long octal(byte[] bytes, int from, int length) {
    String digits = text(bytes, from, length).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
