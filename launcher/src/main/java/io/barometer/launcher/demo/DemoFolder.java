package io.barometer.launcher.demo;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.stack.Stack;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The demo's own folder. Emptied only when the demo made it, which a marker file tells. */
final class DemoFolder {
  static final String MARKER = ".barometer-demo";

  private DemoFolder() {}

  /** Makes it new and empty. */
  static void prepare(Path folder) throws IOException, CommandFailed {
    if (Stack.find(folder).isPresent()) {
      throw new CommandFailed(
          "A demo is still up on " + folder + ". Stop it with ./barometer down --data " + folder);
    }
    Stack.stopOrphans(folder);
    if (Files.exists(folder) && !isEmpty(folder)) {
      if (!Files.exists(folder.resolve(MARKER))) {
        throw new CommandFailed(
            folder + " holds something else than a demo. Name another folder with --data.");
      }
      Files.walkFileTree(folder, new Removal());
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(MARKER), "Emptied by every ./barometer demo.\n");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Deletes a tree without following links. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
