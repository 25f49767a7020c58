package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.certificate.Certificate;
import io.barometer.certificate.CertifiedModel;
import io.barometer.certificate.ChainHead;
import io.barometer.certificate.Objection;
import io.barometer.certificate.Proof;
import io.barometer.certificate.Result;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Certificates for programs: the keys are a contract, documented in docs/command-line.md. */
public final class CertificateJson {
  private CertificateJson() {}

  /** What a certificate says, and what became of it. */
  public static ObjectNode of(Path file, Proof proof) {
    Certificate told = proof.certificate();
    ObjectNode json = JsonText.object();
    json.put("file", file.toString());
    json.put("account", told.subject().account());
    json.put("score_name", told.subject().scoreName());
    json.put("as_of", told.subject().asOf().toString());
    json.put("known_at", told.subject().knownAt().toString());
    JsonText.score(json, told.result().score());
    json.set("recomputed", result(proof.recomputed()));
    model(json, told.model());
    json.put("shard", told.prefix().shard());
    json.put("position", told.prefix().position());
    json.put("events", told.prefix().events());
    json.put("prefix_hash", told.prefix().hash());
    json.set("chain", chain(told.chain()));
    json.put("holds", proof.holds());
    ArrayNode objections = json.putArray("objections");
    proof.objections().forEach(objection -> objections.add(objection(objection)));
    return json;
  }

  private static @Nullable ObjectNode result(@Nullable Result result) {
    if (result == null) {
      return null;
    }
    ObjectNode json = JsonText.object();
    JsonText.score(json, result.score());
    return json;
  }

  private static void model(ObjectNode json, CertifiedModel model) {
    json.put("scorecard", model.name());
    json.put("model_version", model.version());
    json.put("model_hash", model.hash());
  }

  private static @Nullable ObjectNode chain(@Nullable ChainHead chain) {
    return chain == null
        ? null
        : JsonText.object().put("position", chain.position()).put("hash", chain.hash());
  }

  private static ObjectNode objection(Objection objection) {
    return JsonText.object()
        .put("about", objection.about().name().toLowerCase(Locale.ROOT))
        .put("text", objection.text());
  }
}
