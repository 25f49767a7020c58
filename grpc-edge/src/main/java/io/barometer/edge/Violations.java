package io.barometer.edge;

import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is wrong with a request, told at once. Not safe for use by several threads. */
public final class Violations {

  private final List<Violation> list = new ArrayList<>(4);

  /**
   * Notes one violation.
   *
   * @param meta keys and values in turn
   */
  public void add(String path, ErrorReason reason, String text, String... meta) {
    Map<String, String> figures = new LinkedHashMap<>();
    for (int i = 0; i + 1 < meta.length; i += 2) {
      figures.put(meta[i], meta[i + 1]);
    }
    add(new Violation(path, reason, text, figures));
  }

  /** Notes a violation that was found elsewhere. */
  public void add(Violation violation) {
    list.add(violation);
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** The violations in the order in which they were found. */
  public List<Violation> asList() {
    return List.copyOf(list);
  }

  /**
   * The refusal that names all violations; its reason and metadata are those of the first.
   *
   * @throws IllegalStateException when there is none
   */
  public Refusal toRefusal() {
    if (list.isEmpty()) {
      throw new IllegalStateException("nothing was violated");
    }
    Violation first = list.getFirst();
    Refusal refusal =
        Refusal.of(Status.Code.INVALID_ARGUMENT, first.reason())
            .message(
                list.size() == 1
                    ? first.path() + ": " + first.text()
                    : list.size()
                        + " fields are wrong; first "
                        + first.path()
                        + ": "
                        + first.text());
    first.meta().forEach(refusal::meta);
    list.forEach(refusal::violation);
    return refusal;
  }

  /**
   * Ends the call when anything was violated.
   *
   * @throws Refusal INVALID_ARGUMENT
   */
  public void throwIfAny() {
    if (!list.isEmpty()) {
      throw toRefusal();
    }
  }
}
