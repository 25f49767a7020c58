package io.barometer.scoring;

import io.barometer.testing.ReadinessContract;

class ReadinessIT extends ReadinessContract {
  ReadinessIT() {
    super("Reactive PostgreSQL connections health check", false);
  }
}
