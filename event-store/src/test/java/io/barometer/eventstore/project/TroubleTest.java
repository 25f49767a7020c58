package io.barometer.eventstore.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.eventstore.LogAwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TroubleTest {

  private static final Logger LOG = Logger.getLogger(Trouble.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(
              line.getLevel().getName()
                  + (line.getThrown() == null ? " " : " with stack ")
                  + String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final Trouble trouble = new Trouble("t");

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(handler);
  }

  private static RuntimeException away() {
    return new LogAwayException(new IllegalStateException("UNAVAILABLE"));
  }

  @Test
  void anAbsenceIsToldOnceForAllShardsAndOnceWhenItIsOver() {
    for (int i = 0; i < 3; i++) {
      trouble.met(0, away());
      trouble.met(1, away());
    }
    trouble.over(0);
    assertThat(lines).hasSize(1);
    trouble.over(1);
    trouble.over(1);

    assertThat(lines)
        .containsExactly(
            "WARN The log's owner is away topic=t cause=\"UNAVAILABLE\"",
            "INFO Projection goes on topic=t");
  }

  @Test
  void anythingElseHasItsStackOnceAsLongAsItIsTheSame() {
    trouble.met(0, new IllegalStateException("one"));
    trouble.met(0, new IllegalStateException("one"));
    trouble.met(0, new IllegalStateException("two"));
    trouble.over(0);

    assertThat(lines)
        .containsExactly(
            "WARN with stack Projection batch failed topic=t shard=0",
            "WARN with stack Projection batch failed topic=t shard=0",
            "INFO Projection goes on topic=t");
  }
}
