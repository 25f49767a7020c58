package io.barometer.certificate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CertificateWriter} wrote, one event in memory as JSON at a time. */
final class CertificateReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final ObjectNode head = JSON.createObjectNode();
  private final List<RecordedEvent> events = new ArrayList<>();

  private CertificateReader() {}

  /**
   * Reads a certificate.
   *
   * @throws IllegalArgumentException when it is none, with the reason
   */
  static Certificate read(InputStream in) throws IOException {
    CertificateReader reader = new CertificateReader();
    try {
      reader.all(in);
      return reader.certificate();
    } catch (JsonProcessingException broken) {
      var place = broken.getLocation();
      String where = place == null ? "" : "line " + place.getLineNr() + ": ";
      throw new IllegalArgumentException(where + broken.getOriginalMessage(), broken);
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalArgumentException(
          "event " + (reader.events.size() + 1) + ": " + broken.getMessage(), broken);
    } catch (DateTimeException | ArithmeticException broken) {
      throw new IllegalArgumentException(broken.getMessage(), broken);
    }
  }

  private void all(InputStream in) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && key.equals("events")) {
          events(parser);
        } else {
          JsonNode value = JSON.readTree(parser);
          head.set(key, value);
        }
      }
    }
  }

  private void events(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode json = JSON.readTree(parser);
      var event = RecordedEvent.newBuilder();
      JsonFormat.parser().merge(json.toString(), event);
      events.add(event.build());
    }
  }

  private Certificate certificate() {
    if (!head.path("format").asText().equals(CertificateWriter.FORMAT)) {
      throw new IllegalArgumentException(
          "it does not say that its format is " + CertificateWriter.FORMAT);
    }
    return new Certificate(
        text(head, "written_by"),
        new Subject(
            text(head, "account"),
            text(head, "score_name"),
            Instant.parse(text(head, "as_of")),
            Instant.parse(text(head, "known_at"))),
        model(object(head, "model")),
        new Result(score(object(head, "score")), score(object(head, "computed")), inputs(head)),
        prefix(object(head, "prefix")),
        chain(head.path("chain")),
        events);
  }

  private CertifiedModel model(JsonNode json) {
    var lines = new StringBuilder();
    array(head, "model_text").forEach(line -> lines.append(line.asText()).append('\n'));
    return new CertifiedModel(
        text(json, "name"), text(json, "version"), text(json, "hash"), lines.toString());
  }

  private static Prefix prefix(JsonNode json) {
    return new Prefix(
        Math.toIntExact(integer(json, "shard")),
        integer(json, "position"),
        Math.toIntExact(integer(json, "events")),
        text(json, "hash"));
  }

  private static @Nullable ChainHead chain(JsonNode json) {
    return json.isObject() ? new ChainHead(integer(json, "position"), text(json, "hash")) : null;
  }

  private static ScoreValue score(JsonNode json) {
    var score =
        ScoreValue.newBuilder()
            .setBand(text(json, "band"))
            .setCoveragePercent(Math.toIntExact(integer(json, "coverage_percent")));
    if (!json.path("points").isNull()) {
      score.setTenths(tenths(json));
    }
    return score.build();
  }

  private static List<Input> inputs(JsonNode head) {
    List<Input> inputs = new ArrayList<>();
    for (JsonNode json : array(head, "inputs")) {
      inputs.add(
          new Input(
              text(json, "dimension"),
              text(json, "metric"),
              optional(json, "value"),
              optional(json, "normalised"),
              number(json, "weight_percent").doubleValue(),
              number(json, "effective_weight_percent").doubleValue(),
              tenths(json),
              text(json, "missing")));
    }
    return inputs;
  }

  private static int tenths(JsonNode json) {
    return number(json, "points").decimalValue().movePointRight(1).intValueExact();
  }

  private static OptionalDouble optional(JsonNode json, String key) {
    return json.path(key).isNull()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(json, key).doubleValue());
  }

  private static JsonNode number(JsonNode json, String key) {
    return checked(json, key, json.path(key).isNumber(), "number");
  }

  private static long integer(JsonNode json, String key) {
    return checked(json, key, json.path(key).isIntegralNumber(), "whole number").longValue();
  }

  private static String text(JsonNode json, String key) {
    return checked(json, key, json.path(key).isTextual(), "text").textValue();
  }

  private static JsonNode object(JsonNode json, String key) {
    return checked(json, key, json.path(key).isObject(), "object");
  }

  private static JsonNode array(JsonNode json, String key) {
    return checked(json, key, json.path(key).isArray(), "list");
  }

  private static JsonNode checked(JsonNode json, String key, boolean fits, String what) {
    if (!fits) {
      throw new IllegalArgumentException("it has no " + what + " \"" + key + "\"");
    }
    return json.path(key);
  }
}
