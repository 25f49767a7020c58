package io.barometer.ingestion;

import io.barometer.testing.ReadinessContract;

class ReadinessIT extends ReadinessContract {
  ReadinessIT() {
    super("store", false);
  }
}
