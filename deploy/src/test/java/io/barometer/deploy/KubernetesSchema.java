package io.barometer.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** What a Kubernetes 1.36 API server takes, and no field that it would drop in silence. */
final class KubernetesSchema {

  private static final String GVK = "x-kubernetes-group-version-kind";
  private static final KubernetesSchema INSTANCE = read();

  private final ObjectNode definitions;
  private final Map<String, String> byKind = new TreeMap<>();
  private final Map<String, JsonSchema> schemas = new TreeMap<>();

  private KubernetesSchema(ObjectNode definitions) {
    this.definitions = definitions;
    definitions.properties().forEach(entry -> tighten(entry.getKey(), entry.getValue()));
  }

  private static KubernetesSchema read() {
    try (InputStream in =
            Objects.requireNonNull(
                KubernetesSchema.class.getResourceAsStream(
                    "/schema/kubernetes-1.36.0.schema.json.gz"));
        var json = new GZIPInputStream(in)) {
      return new KubernetesSchema(
          (ObjectNode) new ObjectMapper().readTree(json).get("definitions"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static boolean knows(JsonNode object) {
    return INSTANCE.byKind.containsKey(kind(object));
  }

  /** What is wrong with an object, each with its place; empty when nothing is. */
  static List<String> problems(JsonNode object) {
    return INSTANCE.validate(object);
  }

  private List<String> validate(JsonNode object) {
    String definition = Objects.requireNonNull(byKind.get(kind(object)), () -> kind(object));
    JsonSchema schema = schemas.computeIfAbsent(definition, this::schema);
    return schema.validate(object).stream().map(ValidationMessage::getMessage).sorted().toList();
  }

  private JsonSchema schema(String definition) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("$ref", "#/definitions/" + definition);
    root.set("definitions", definitions);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(SchemaLocation.of("urn:kubernetes:" + definition), root);
  }

  private static String kind(JsonNode object) {
    return object.path("apiVersion").asText() + " " + object.path("kind").asText();
  }

  /** An object with known properties has no others; some texts may be numbers. */
  private void tighten(String name, JsonNode definition) {
    ObjectNode schema = (ObjectNode) definition;
    if (name.endsWith("intstr.IntOrString") || name.endsWith("resource.Quantity")) {
      ArrayNode types = schema.putArray("type");
      types.add("string").add("number");
      schema.remove("format");
    } else if (schema.has("properties") && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    for (JsonNode gvk : schema.path(GVK)) {
      String group = gvk.path("group").asText();
      String version = gvk.path("version").asText();
      byKind.put(
          (group.isEmpty() ? version : group + "/" + version) + " " + gvk.path("kind").asText(),
          name);
    }
  }
}
