package io.barometer.launcher.importer;

import io.barometer.proto.ingestion.v1.BatchMode;

/** What a bad row does to an import. */
public enum ImportMode {
  /** Nothing is sent when the file holds a bad row. */
  ATOMIC(BatchMode.BATCH_MODE_ATOMIC),
  /** Good rows are sent, bad ones go to a reject file. */
  PER_ITEM(BatchMode.BATCH_MODE_PER_ITEM);

  private final BatchMode batchMode;

  ImportMode(BatchMode batchMode) {
    this.batchMode = batchMode;
  }

  BatchMode batchMode() {
    return batchMode;
  }
}
