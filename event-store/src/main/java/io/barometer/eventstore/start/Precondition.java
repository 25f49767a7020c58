package io.barometer.eventstore.start;

import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What only somebody else can say before a service may work. A service that waited for another one
 * would make two outages of one, so while there is no answer the start goes on, and the process
 * ends as soon as the answer is no.
 *
 * @param asked what is asked for, for people
 * @param problems what is wrong; throws while nobody answers
 */
public record Precondition(String asked, Supplier<List<String>> problems) {

  private static final Logger LOG = Logger.getLogger(Precondition.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * Ends the start when something is wrong. Blocks for one answer.
   *
   * @throws StartRefusedException naming every problem
   */
  public void refuse() {
    List<String> found;
    try {
      found = problems.get();
    } catch (RuntimeException away) {
      LOG.debugf("Not known yet: the %s cause=%s", asked, away.getMessage());
      Thread.ofVirtual().name("ask-for-" + asked.replace(' ', '-')).start(this::later);
      return;
    }
    StartRefusedException.throwIfAny(found);
  }

  private void later() {
    try {
      while (!answered()) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answered() {
    try {
      StartRefusedException.throwIfAny(problems.get());
      return true;
    } catch (StartRefusedException refused) {
      LOG.errorf("This process ends: %s", refused.getMessage());
      Quarkus.asyncExit(1);
      return true;
    } catch (RuntimeException away) {
      LOG.tracef("Not known yet: the %s cause=%s", asked, away.getMessage());
      return false;
    }
  }
}
