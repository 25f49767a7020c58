package io.barometer.launcher.stack;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One process of a service. The first has the service's own name and ports; the others have a
 * number behind the name and ports further up.
 *
 * @param number 1 to {@value #MOST}
 */
record Instance(Service service, int number) {
  static final int MOST = 6;
  private static final int GRPC = 40;
  private static final int HTTP = 60;
  private static final int PAGES = 81;

  Instance {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("A service has 1 to " + MOST + " instances");
    }
  }

  /** The instance whose process has this name; empty for a process of another kind. */
  static Optional<Instance> named(String name) {
    return Stream.of(Service.values())
        .flatMap(service -> IntStream.rangeClosed(1, MOST).mapToObj(n -> new Instance(service, n)))
        .filter(instance -> instance.name().equals(name))
        .findFirst();
  }

  String name() {
    return number == 1 ? service.label() : service.label() + "-" + number;
  }

  int grpcPort(int portBase) {
    return number == 1 ? service.grpcPort(portBase) : further(portBase + GRPC);
  }

  int httpPort(int portBase) {
    return number == 1 ? service.httpPort(portBase) : further(portBase + HTTP);
  }

  /** Where alerting's pages are. */
  int pagesPort(int portBase) {
    return number == 1 ? service.pagesPort(portBase) : portBase + PAGES + number - 2;
  }

  private int further(int first) {
    return first + (number - 2) * Service.values().length + service.ordinal();
  }
}
