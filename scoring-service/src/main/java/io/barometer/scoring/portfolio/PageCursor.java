package io.barometer.scoring.portfolio;

import io.barometer.proto.scoring.v1.AccountScore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Where a page ends: the order values of its last account. Signed by whoever hands it out. */
final class PageCursor {
  private PageCursor() {}

  static byte[] encode(List<OrderKey> order, AccountScore last) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (OrderKey key : order) {
        out.writeUTF(key.value(last).toString());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static List<Object> decode(List<OrderKey> order, byte[] cursor) {
    List<Object> values = new ArrayList<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(cursor))) {
      for (OrderKey key : order) {
        String text = in.readUTF();
        values.add(key.field().kind.text() ? text : new BigDecimal(text));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return values;
  }
}
