package io.barometer.benchmarks.alerting;

import io.barometer.benchmarks.measure.CpuMeter;

/** Something that is told of alerts and tells a webhook. */
interface Alerter extends AutoCloseable {

  /** Prepares accounts, so that their alerts can fire; returns when it is done. */
  void prepare(String name, int count) throws Exception;

  /** Alerts of accounts fire; does not wait for messages. */
  void fire(String name, int from, int count);

  /** What its processes use. */
  CpuMeter cpu();

  /** What its processes hold. */
  double residentMib();

  /** How its attempts ended, in words; empty when it does not keep that. */
  String outcomes() throws Exception;

  @Override
  void close();
}
