package io.barometer.routing.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cause of an alert: a silent source is one; a fall is put down to the last release that
 * was shipped to the account within the window before it, as an explanation names it; everything
 * else stands for the account alone.
 */
public final class Causes {
  private static final Comparator<Shipped> LAST =
      Comparator.comparing(Shipped::time)
          .thenComparing(Shipped::product)
          .thenComparing(Shipped::version);

  private final List<Shipped> shipped;
  private final Duration window;

  /**
   * Causes of one tenant.
   *
   * @param window how long after a release a fall is put down to it; zero for never
   */
  public Causes(Collection<Shipped> shipped, Duration window) {
    this.shipped = List.copyOf(shipped);
    this.window = window;
  }

  /**
   * What an alert found.
   *
   * @param silentSignal the signal of the source that went silent; null when none did
   * @param fall whether the rule watches for a score that falls
   */
  public record Finding(
      String accountId, @Nullable String silentSignal, boolean fall, Instant time) {}

  /** The cause of an alert. */
  public Cause of(Finding finding) {
    if (finding.silentSignal() != null) {
      return new Cause.Source(finding.silentSignal());
    }
    return shipped.stream()
        .filter(release -> finding.fall() && explains(release, finding))
        .max(LAST)
        .<Cause>map(release -> new Cause.Release(release.product(), release.version()))
        .orElseGet(() -> new Cause.Account(finding.accountId()));
  }

  private boolean explains(Shipped release, Finding finding) {
    boolean concerned =
        release.accountId().isEmpty() || release.accountId().equals(finding.accountId());
    return concerned
        && !release.time().isAfter(finding.time())
        && finding.time().isBefore(release.time().plus(window));
  }
}
