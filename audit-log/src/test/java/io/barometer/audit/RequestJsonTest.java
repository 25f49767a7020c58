package io.barometer.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import io.barometer.proto.alerting.v1.AlertingServiceOuterClass;
import io.barometer.proto.alerting.v1.DeliveryServiceOuterClass;
import io.barometer.proto.alerting.v1.EmailChannel;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutReceiverResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.RotateSecretRequest;
import io.barometer.proto.alerting.v1.RotateSecretResponse;
import io.barometer.proto.alerting.v1.SlackBot;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.proto.alerting.v1.SubscriptionServiceOuterClass;
import io.barometer.proto.alerting.v1.WebhookChannel;
import io.barometer.proto.ingestion.v1.ApiKey;
import io.barometer.proto.ingestion.v1.CreateKeyResponse;
import io.barometer.proto.ingestion.v1.KeyServiceOuterClass;
import io.barometer.proto.ingestion.v1.RotateKeyResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No secret gets into the trail, whichever request brings it. */
class RequestJsonTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static Message put(Receiver.Builder receiver) {
    return PutReceiverRequest.newBuilder().setReceiver(receiver.setName("hook")).build();
  }

  private static final List<Message> WITH_A_SECRET =
      List.of(
          put(Receiver.newBuilder().setSlack(SlackChannel.newBuilder().setWebhookUrl(SECRET))),
          put(
              Receiver.newBuilder()
                  .setSlack(
                      SlackChannel.newBuilder()
                          .setBot(SlackBot.newBuilder().setToken(SECRET).setChannel("C1")))),
          put(
              Receiver.newBuilder()
                  .setSlack(
                      SlackChannel.newBuilder()
                          .setBot(SlackBot.newBuilder().setSigningSecret(SECRET)))),
          put(
              Receiver.newBuilder()
                  .setWebhook(
                      WebhookChannel.newBuilder()
                          .setUrl("https://crm.example.com")
                          .setSecret(SECRET)
                          .setPreviousSecret(SECRET))),
          PutReceiverResponse.newBuilder().setGeneratedSecret(SECRET).build(),
          RotateSecretRequest.newBuilder().setReceiver("hook").setSecret(SECRET).build(),
          RotateSecretResponse.newBuilder().setGeneratedSecret(SECRET).build(),
          CreateKeyResponse.newBuilder()
              .setKey(ApiKey.newBuilder().setKeyId("abc"))
              .setSecret(SECRET)
              .build(),
          RotateKeyResponse.newBuilder().setSecret(SECRET).build());

  @Test
  void noSecretOfARequestIsTold() {
    for (Message request : WITH_A_SECRET) {
      assertThat(new String(request.toByteArray(), UTF_8)).contains(SECRET);
      assertThat(RequestJson.of(request)).doesNotContain(SECRET);
    }
  }

  @Test
  void theRestIsToldInTheWordsOfTheContract() {
    assertThat(RequestJson.of(WITH_A_SECRET.get(3)))
        .isEqualTo(
            "{\"receiver\":{\"name\":\"hook\",\"webhook\":{\"url\":\"https://crm.example.com\"}}}");
    assertThat(
            RequestJson.of(
                put(
                    Receiver.newBuilder()
                        .setEmail(EmailChannel.newBuilder().addTo("a@b.example")))))
        .isEqualTo("{\"receiver\":{\"name\":\"hook\",\"email\":{\"to\":[\"a@b.example\"]}}}");
  }

  @Test
  void everyFieldThatIsCalledASecretIsMarkedAsOne() {
    List<String> unmarked = new ArrayList<>();
    for (FileDescriptor file :
        List.of(
            AlertingServiceOuterClass.getDescriptor(),
            DeliveryServiceOuterClass.getDescriptor(),
            SubscriptionServiceOuterClass.getDescriptor(),
            KeyServiceOuterClass.getDescriptor())) {
      for (Descriptor message : file.getMessageTypes()) {
        for (FieldDescriptor field : message.getFields()) {
          boolean secret =
              field.getName().matches(".*secret|token|webhook_url|signing_secret|page_url");
          if (secret && !field.getOptions().getDebugRedact()) {
            unmarked.add(field.getFullName());
          }
        }
      }
    }
    assertThat(unmarked).isEmpty();
  }
}
