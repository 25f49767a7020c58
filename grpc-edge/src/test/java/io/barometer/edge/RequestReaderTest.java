package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

  private static final int EVENTS = RecordEventsRequest.EVENTS_FIELD_NUMBER << 3 | 2;
  private static final int ATTRIBUTES = Event.ATTRIBUTES_FIELD_NUMBER << 3 | 2;
  private static final int EMPTY_UNKNOWN = 15 << 3 | 2;

  private static Object read(byte[] bytes) {
    return RequestReader.of(ProtoUtils.marshaller(RecordEventsRequest.getDefaultInstance()))
        .parse(new ByteArrayInputStream(bytes));
  }

  private static void assertRefused(byte[] bytes, Status.Code code, ErrorReason reason) {
    assertThat(read(bytes))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.reason()).isEqualTo(reason);
            });
  }

  private static byte[] repeated(int tag, int times) {
    byte[] bytes = new byte[2 * times];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = (byte) tag;
    }
    return bytes;
  }

  /** One event that holds the bytes. */
  private static byte[] event(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    var coded = CodedOutputStream.newInstance(out);
    coded.writeBytes(RecordEventsRequest.EVENTS_FIELD_NUMBER, ByteString.copyFrom(bytes));
    coded.flush();
    return out.toByteArray();
  }

  @Test
  void aRequestIsReadAsItIs() {
    var request =
        RecordEventsRequest.newBuilder()
            .addEvents(Event.newBuilder().setAccountId("a").putAttributes("k", "v"))
            .build();

    assertThat(read(request.toByteArray())).isEqualTo(request);
  }

  @Test
  void bytesThatEndTooEarlyAreNoMessage() {
    byte[] whole =
        RecordEventsRequest.newBuilder()
            .addEvents(Event.newBuilder().setAccountId("account"))
            .build()
            .toByteArray();

    assertRefused(
        Arrays.copyOf(whole, whole.length - 3),
        Status.Code.INVALID_ARGUMENT,
        ErrorReason.ERROR_REASON_MESSAGE_FORMAT);
  }

  @Test
  void aTextThatIsNotUtf8IsToldApart() throws IOException {
    byte[] latin1 = {Event.ACCOUNT_ID_FIELD_NUMBER << 3 | 2, 2, (byte) 0xc3, 0x28};

    assertRefused(
        event(latin1), Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_TEXT_ENCODING);
  }

  @Test
  void aGroupInAGroupTenThousandTimesIsNoMessage() {
    byte[] groups = new byte[10_000];
    Arrays.fill(groups, (byte) (15 << 3 | 3));

    assertRefused(groups, Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_MESSAGE_FORMAT);
  }

  @Test
  void asManyMessagesAsARequestMayHoldAreRead() {
    Object read = read(repeated(EVENTS, RequestReader.MAX_MESSAGES));

    assertThat(read)
        .isInstanceOfSatisfying(
            RecordEventsRequest.class,
            request -> assertThat(request.getEventsCount()).isEqualTo(RequestReader.MAX_MESSAGES));
  }

  @Test
  void oneMessageMoreIsRefusedBeforeItIsMade() {
    assertRefused(
        repeated(EVENTS, RequestReader.MAX_MESSAGES + 1),
        Status.Code.RESOURCE_EXHAUSTED,
        ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE);
  }

  @Test
  void messagesInsideAnEventAndUnknownFieldsCountToo() throws IOException {
    for (int tag : new int[] {ATTRIBUTES, EMPTY_UNKNOWN, 15 << 3}) {
      assertRefused(
          event(repeated(tag, RequestReader.MAX_MESSAGES)),
          Status.Code.RESOURCE_EXHAUSTED,
          ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE);
    }
  }

  @Test
  void unknownFieldsInsideAGroupCountToo() {
    byte[] fields = repeated(15 << 3, RequestReader.MAX_MESSAGES);
    byte[] group = new byte[fields.length + 2];
    group[0] = 14 << 3 | 3;
    System.arraycopy(fields, 0, group, 1, fields.length);
    group[group.length - 1] = 14 << 3 | 4;

    assertRefused(
        group, Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE);
  }

  @Test
  void aLargeRequestOfFewMessagesIsRead() {
    var request =
        RecordEventsRequest.newBuilder()
            .addEvents(Event.newBuilder().setAccountId("a".repeat(3_000_000)))
            .build();

    assertThat(read(request.toByteArray())).isEqualTo(request);
  }
}
