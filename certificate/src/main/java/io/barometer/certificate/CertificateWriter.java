package io.barometer.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.util.JsonFormat;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalDouble;

/**
 * Writes the bytes of a certificate. They end with a seal, the SHA-256 of all in front of it, which
 * finds a change of what is compared with nothing else, such as the moments.
 */
final class CertificateWriter {
  static final String FORMAT = "barometer-certificate/1";

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final JsonFormat.Printer EVENTS =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .sortingMapKeys()
          .omittingInsignificantWhitespace();

  private final OutputStream out;

  private CertificateWriter(OutputStream out) {
    this.out = out;
  }

  static void write(Certificate certificate, OutputStream out) throws IOException {
    MessageDigest seal = Sha256.digest();
    new CertificateWriter(new DigestOutputStream(out, seal)).body(certificate);
    String hex = HexFormat.of().formatHex(seal.digest());
    new CertificateWriter(out).text("  \"seal\": \"" + hex + "\"\n}\n");
  }

  private void body(Certificate certificate) throws IOException {
    text("{\n");
    entry("format", JSON.textNode(FORMAT));
    entry("written_by", JSON.textNode(certificate.program()));
    Subject subject = certificate.subject();
    entry("account", JSON.textNode(subject.account()));
    entry("score_name", JSON.textNode(subject.scoreName()));
    entry("as_of", JSON.textNode(subject.asOf().toString()));
    entry("known_at", JSON.textNode(subject.knownAt().toString()));
    entry("score", score(certificate.result().score()));
    entry("computed", score(certificate.result().computed()));
    entry("prefix", prefix(certificate.prefix()));
    ChainHead chain = certificate.chain();
    entry("chain", chain == null ? JSON.nullNode() : chain(chain));
    CertifiedModel model = certificate.model();
    entry("model", model(model));
    list("inputs", certificate.result().inputs(), input -> input(input).toString());
    list("model_text", model.text().lines().toList(), line -> JSON.textNode(line).toString());
    list("events", certificate.events(), EVENTS::print);
  }

  private static ObjectNode score(ScoreValue score) {
    ObjectNode json = JSON.objectNode();
    if (score.hasTenths()) {
      json.put("points", points(score.getTenths()));
    } else {
      json.putNull("points");
    }
    return json.put("band", score.getBand()).put("coverage_percent", score.getCoveragePercent());
  }

  private static ObjectNode prefix(Prefix prefix) {
    return JSON.objectNode()
        .put("shard", prefix.shard())
        .put("position", prefix.position())
        .put("events", prefix.events())
        .put("hash", prefix.hash());
  }

  private static ObjectNode chain(ChainHead chain) {
    return JSON.objectNode().put("position", chain.position()).put("hash", chain.hash());
  }

  private static ObjectNode model(CertifiedModel model) {
    return JSON.objectNode()
        .put("name", model.name())
        .put("version", model.version())
        .put("hash", model.hash());
  }

  private static ObjectNode input(Input input) {
    ObjectNode json = JSON.objectNode();
    json.put("dimension", input.dimension()).put("metric", input.metric());
    number(json, "value", input.value());
    number(json, "normalised", input.normalised());
    return json.put("weight_percent", input.weightPercent())
        .put("effective_weight_percent", input.effectiveWeightPercent())
        .put("points", points(input.tenths()))
        .put("missing", input.missing());
  }

  private static void number(ObjectNode json, String key, OptionalDouble value) {
    if (value.isPresent()) {
      json.put(key, value.getAsDouble());
    } else {
      json.putNull(key);
    }
  }

  private static BigDecimal points(int tenths) {
    return BigDecimal.valueOf(tenths, 1);
  }

  private void entry(String key, JsonNode value) throws IOException {
    text("  \"" + key + "\": " + value + ",\n");
  }

  /** What stands on one line. */
  private interface Item<T> {
    String text(T item) throws IOException;
  }

  private <T> void list(String key, Iterable<T> items, Item<T> item) throws IOException {
    text("  \"" + key + "\": [");
    String between = "\n    ";
    for (T one : items) {
      text(between + item.text(one));
      between = ",\n    ";
    }
    text("\n  ],\n");
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
