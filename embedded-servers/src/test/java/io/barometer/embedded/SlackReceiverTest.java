package io.barometer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackReceiverTest {
  private static final String MESSAGE =
      """
      {"text": "Score fell",
       "blocks": [
         {"type": "header", "text": {"type": "plain_text", "text": "Rapid decline"}},
         {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Score*\\n41.5"}]}]}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private SlackReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = SlackReceiver.start(0);
  }

  @AfterEach
  void stop() {
    receiver.close();
    client.close();
  }

  @Test
  void aMessageIsHandedOutAsTheLinesThatAReaderSees() throws Exception {
    assertThat(post(MESSAGE).statusCode()).isEqualTo(200);
    assertThat(receiver.await(1, Duration.ofSeconds(5)))
        .containsExactly(
            new SlackMessage(
                "/services/demo",
                MESSAGE,
                List.of("Score fell", "Rapid decline", "*Score*", "41.5"),
                ""));
  }

  @Test
  void anOrderedRefusalIsAnsweredOnceAndNotAccepted() throws Exception {
    receiver.refuseNext(429, Duration.ofSeconds(7));
    HttpResponse<String> refused = post(MESSAGE);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("7");
    assertThat(receiver.messages()).isEmpty();
    assertThat(post(MESSAGE).statusCode()).isEqualTo(200);
  }

  @Test
  void theWebApiIsAnsweredAsSlackAnswersIt() throws Exception {
    URI method = receiver.address().resolve("/api/chat.postMessage");
    assertThat(post(method, MESSAGE).body()).isEqualTo("{\"ok\":true,\"ts\":\"1.000100\"}");
    receiver.failNext("invalid_auth");
    assertThat(post(method, MESSAGE).body()).isEqualTo("{\"ok\":false,\"error\":\"invalid_auth\"}");
    assertThat(receiver.messages()).hasSize(1);
  }

  @Test
  void whatIsNotJsonIsRefused() throws Exception {
    assertThat(post("text=hello").statusCode()).isEqualTo(400);
    assertThat(receiver.messages()).isEmpty();
  }

  @Test
  void waitingEndsAfterTheTimeEvenWithoutAMessage() throws Exception {
    assertThat(receiver.await(1, Duration.ofMillis(20))).isEmpty();
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(receiver.address(), body);
  }

  private HttpResponse<String> post(URI address, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
