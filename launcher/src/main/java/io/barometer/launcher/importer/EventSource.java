package io.barometer.launcher.importer;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a file, one after the other, in the order of the file. */
interface EventSource extends AutoCloseable {
  /** The names of the cells, as a reject file repeats them. */
  List<String> header();

  /** The next row; null at the end. */
  @Nullable Item next() throws IOException;

  /** Bytes of the file read so far. */
  long bytesRead();

  @Override
  void close() throws IOException;
}
