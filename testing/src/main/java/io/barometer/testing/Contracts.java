package io.barometer.testing;

import io.barometer.proto.access.v1.AccessProto;
import io.grpc.ServiceDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The services of all contracts, found where their stubs are packed, so that none is forgotten. */
public final class Contracts {

  private static final String STUBS = "Grpc.class";

  private Contracts() {}

  /** Every service, by name. */
  public static List<ServiceDescriptor> services() {
    try {
      URI place = AccessProto.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (Files.isDirectory(Path.of(place))) {
        return services(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
        return services(jar.getPath("/"));
      }
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException("the contracts cannot be found", unreadable);
    }
  }

  private static List<ServiceDescriptor> services(Path root) {
    try (Stream<Path> files = Files.walk(root.resolve("io/barometer/proto"))) {
      return files
          .filter(file -> file.toString().endsWith(STUBS) && !file.toString().contains("Mutiny"))
          .map(file -> root.relativize(file).toString().replace('/', '.'))
          .sorted()
          .map(name -> service(name.substring(0, name.length() - ".class".length())))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ServiceDescriptor service(String stubs) {
    try {
      return (ServiceDescriptor)
          Class.forName(stubs).getMethod("getServiceDescriptor").invoke(null);
    } catch (ReflectiveOperationException notStubs) {
      throw new IllegalStateException(stubs + " holds no stubs", notStubs);
    }
  }
}
