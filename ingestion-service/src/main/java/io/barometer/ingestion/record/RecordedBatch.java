package io.barometer.ingestion.record;

import io.barometer.proto.ingestion.v1.RecordResult;
import java.util.List;

/** What became of a batch: one result per event, in its order. */
public record RecordedBatch(List<RecordResult> results) {}
