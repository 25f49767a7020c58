package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes that no generated client sends. What comes back is gRPC's own answer, without details. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class RawBytesIT {

  private static final String DAMAGED = "UNKNOWN Application error processing RPC";

  private static TestChannel channel;

  @BeforeAll
  static void connect() {
    channel = TestChannel.open();
  }

  @AfterAll
  static void disconnect() {
    channel.close();
  }

  @AfterEach
  void theServiceIsHealthyAndTheConnectionUsable() {
    RestAssured.get("/q/health/ready").then().statusCode(200);
    var request =
        RecordEventsRequest.newBuilder().addEvents(activity("raw", "" + System.nanoTime())).build();
    assertThat(
            IngestionServiceGrpc.newBlockingStub(channel.as(TestKeys.ACME))
                .recordEvents(request)
                .getResults(0)
                .hasRecorded())
        .isTrue();
  }

  private static byte[] whole() {
    return RecordEventsRequest.newBuilder()
        .addEvents(activity("raw-account", "k1"))
        .build()
        .toByteArray();
  }

  @Test
  void aTruncatedMessageIsRefused() {
    byte[] whole = whole();
    assertThat(answer(Arrays.copyOf(whole, whole.length - 3))).isEqualTo(DAMAGED);
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] bytes = whole();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("raw-account");
    bytes[at] = (byte) 0xc3;
    bytes[at + 1] = 0x28;
    assertThat(answer(bytes)).isEqualTo(DAMAGED);
  }

  @Test
  void tenThousandGroupsInsideEachOtherAreRefused() {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      bytes.writeBytes(new byte[] {(byte) 0x9b, 0x06});
    }
    assertThat(answer(bytes.toByteArray())).isEqualTo(DAMAGED);
  }

  @Test
  void aMillionEmptyEventsInOneSmallMessageAreRefused() {
    byte[] bytes = new byte[2_000_000];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = RecordEventsRequest.EVENTS_FIELD_NUMBER << 3 | 2;
    }
    assertThat(answer(bytes)).isEqualTo("INVALID_ARGUMENT events: must hold at most 10000 events");
  }

  @Test
  void aMessageAboveTheLimitOfTheTransportIsRefused() {
    assertThat(answer(new byte[21 * 1024 * 1024]))
        .isEqualTo("RESOURCE_EXHAUSTED gRPC message exceeds maximum size 20971520: 22020096");
  }

  /** Code and text of the refusal; fails when the trailers hold a trace of the inside. */
  private static String answer(byte[] request) {
    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                ClientCalls.blockingUnaryCall(
                    channel.as(TestKeys.ACME), METHOD, CallOptions.DEFAULT, request));
    assertThat(failure).as("the call's failure").isNotNull();
    Metadata trailers = failure.getTrailers();
    String told = failure.getStatus().getDescription() + trailers;
    assertThat(told).doesNotContain("\tat ", "Exception", "io.barometer.");
    return failure.getStatus().getCode() + " " + failure.getStatus().getDescription();
  }

  private static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(IngestionServiceGrpc.getRecordEventsMethod().getFullMethodName())
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
