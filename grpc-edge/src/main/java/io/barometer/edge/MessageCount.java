package io.barometer.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what costs memory in encoded messages, before anything is made of them: messages at any
 * depth and unknown fields.
 */
final class MessageCount {

  /** Deeper than protobuf reads. */
  private static final int DEEPEST = 100;

  private final CodedInputStream in;
  private final int max;
  private int count;

  private MessageCount(byte[] bytes, int max) {
    this.in = CodedInputStream.newInstance(bytes);
    this.max = max;
  }

  /** Whether there are more than so many. Bytes that cannot be read count up to there. */
  static boolean exceeds(int max, byte[] bytes, Descriptor type) {
    var counting = new MessageCount(bytes, max);
    try {
      counting.message(type, 0);
    } catch (IOException unreadable) {
      // the parser refuses these bytes, and stops where the count did
    }
    return counting.count > max;
  }

  /** With no type every field is unknown; a group makes all that follows unknown. */
  private void message(@Nullable Descriptor type, int depth) throws IOException {
    @Nullable Descriptor known = type;
    for (int tag = in.readTag(); tag != 0 && count <= max; tag = in.readTag()) {
      int wire = WireFormat.getTagWireType(tag);
      if (wire == WireFormat.WIRETYPE_START_GROUP || wire == WireFormat.WIRETYPE_END_GROUP) {
        known = null;
        count++;
        continue;
      }
      FieldDescriptor field =
          known == null ? null : known.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (field == null) {
        count++;
        in.skipField(tag);
      } else if (wire == WireFormat.WIRETYPE_LENGTH_DELIMITED
          && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && depth < DEEPEST) {
        count++;
        int outer = in.pushLimit(in.readRawVarint32());
        message(field.getMessageType(), depth + 1);
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
  }
}
