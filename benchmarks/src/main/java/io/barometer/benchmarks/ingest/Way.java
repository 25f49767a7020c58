package io.barometer.benchmarks.ingest;

/**
 * A way of getting events into PostgreSQL, measured over one round.
 *
 * @param events per round
 */
record Way(String key, String label, boolean limit, int events, Sending sending) {

  /** Makes a round's events before the clock starts, and sends them while it runs. */
  @FunctionalInterface
  interface Sending {
    Round prepare(int events);
  }

  /** Returns when everything is durable. */
  @FunctionalInterface
  interface Round {
    void run() throws Exception;
  }
}
