package io.barometer.alerting;

import io.barometer.testing.ReadinessContract;

class ReadinessIT extends ReadinessContract {
  ReadinessIT() {
    super("database", true);
  }
}
