package io.barometer.alerting.alert;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.proto.scoring.v1.AccountScore;

/** Scores as the tables hold them. */
public final class StoredScore {
  private StoredScore() {}

  /** Reads a stored score. */
  public static AccountScore of(byte[] bytes) {
    try {
      return AccountScore.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored score cannot be read", e);
    }
  }
}
