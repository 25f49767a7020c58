package io.barometer.ingestion;

import static io.barometer.ingestion.Calls.activity;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.RawCall;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages made to use up memory. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
class RawBytesIT {

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

  @Test
  void aMillionEmptyEventsInOneSmallMessageAreRefusedBeforeTheyAreRead() {
    assertThat(answer(emptyEvents(1_000_000)).text())
        .isEqualTo("RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE");
  }

  @Test
  void moreEventsThanABatchMayHoldAreRead() {
    assertThat(answer(emptyEvents(20_000)).text()).isEqualTo("INVALID_ARGUMENT BATCH_TOO_LARGE");
  }

  @Test
  void aMessageAboveTheLimitOfTheTransportIsRefused() {
    assertThat(answer(new byte[21 * 1024 * 1024]).status().toString())
        .contains("RESOURCE_EXHAUSTED", "gRPC message exceeds maximum size 20971520: 22020096");
  }

  private static byte[] emptyEvents(int count) {
    byte[] bytes = new byte[2 * count];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = RecordEventsRequest.EVENTS_FIELD_NUMBER << 3 | 2;
    }
    return bytes;
  }

  private static RawCall.Answer answer(byte[] request) {
    return RawCall.send(
        channel.as(TestKeys.ACME), IngestionServiceGrpc.getRecordEventsMethod(), request);
  }
}
