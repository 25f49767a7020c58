package io.barometer.audit.verify;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;

/** A line of an export: one message of ExportAuditEntries as JSON. */
public final class ExportLine {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

  private static final String UNREADABLE = "it cannot be read as a line of an export";

  private ExportLine() {}

  /** The line of a message. */
  public static String write(ExportAuditEntriesResponse part) {
    try {
      return PRINTER.print(part);
    } catch (InvalidProtocolBufferException unprintable) {
      throw new IllegalStateException("a message without Any has a JSON form", unprintable);
    }
  }

  /**
   * The message of a line.
   *
   * @throws IllegalArgumentException when it is none, or has fields that nobody knows
   */
  static ExportAuditEntriesResponse read(String line) {
    var part = ExportAuditEntriesResponse.newBuilder();
    try {
      JsonFormat.parser().merge(line, part);
    } catch (InvalidProtocolBufferException | RuntimeException unreadable) {
      throw new IllegalArgumentException(UNREADABLE);
    }
    // the parser takes 10:00:0x for 10:00:00
    if (part.hasEntry() && !line.contains(Timestamps.toString(part.getEntry().getRecordedTime()))) {
      throw new IllegalArgumentException(UNREADABLE);
    }
    return part.build();
  }
}
