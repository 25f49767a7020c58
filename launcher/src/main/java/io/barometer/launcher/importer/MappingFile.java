package io.barometer.launcher.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.barometer.launcher.importer.ImportMapping.FieldMapping;
import io.barometer.launcher.importer.ImportMapping.PayloadMapping;
import io.barometer.model.name.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a mapping file and tells everything that is wrong with it at once. */
final class MappingFile {
  private static final String GENERATED = "generated";
  private static final Set<String> KEYS =
      Set.of(
          "account",
          "key",
          "source",
          "occurred_time",
          "received_time",
          "type",
          "payload",
          "attributes");

  private final List<String> problems = new ArrayList<>();
  private final JsonNode root;

  private MappingFile(JsonNode root) {
    this.root = root;
  }

  static ImportMapping read(Path file) throws IOException, ImportRefused {
    if (!Files.isRegularFile(file)) {
      throw new ImportRefused("The mapping " + file + " does not exist.");
    }
    MappingFile reading = new MappingFile(parse(file));
    ImportMapping mapping = reading.mapping();
    if (!reading.problems.isEmpty()) {
      throw new ImportRefused("The mapping " + file + " cannot be used:", reading.problems);
    }
    return mapping;
  }

  private static JsonNode parse(Path file) throws IOException, ImportRefused {
    YAMLMapper yaml =
        YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      JsonNode root = yaml.readTree(Files.readString(file));
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String reason = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
      throw new ImportRefused(
          "The mapping " + file + " is not valid YAML, line " + line + ": " + reason);
    }
    throw new ImportRefused(
        "The mapping " + file + " is empty: it needs account, source, occurred_time and type.");
  }

  private ImportMapping mapping() {
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KEYS.contains(name)) {
                problems.add("\"" + name + "\" is not known." + NearestName.hint(name, KEYS));
              }
            });
    Template type = required("type");
    boolean generated = GENERATED.equals(root.path("key").asText(GENERATED));
    return new ImportMapping(
        required("account"),
        generated ? null : optional("key"),
        required("source"),
        required("occurred_time"),
        optional("received_time"),
        type,
        payloads(type),
        templates("attributes", root.path("attributes")));
  }

  private Map<String, PayloadMapping> payloads(Template type) {
    Map<String, PayloadMapping> payloads = new LinkedHashMap<>();
    JsonNode node = root.path("payload");
    if (!node.isMissingNode() && !node.isObject()) {
      problems.add("payload: write the event type, and under it one line per field");
    }
    node.properties().forEach(entry -> payload(entry.getKey(), entry.getValue(), payloads));
    if (type.columns().isEmpty()) {
      String name = type.fill(column -> column);
      if (!name.isEmpty() && EventTypes.find(name) == null) {
        problems.add("type: " + EventTypes.unknown(name));
      } else if (!name.isEmpty() && !payloads.containsKey(name)) {
        payload(name, root.path("no payload"), payloads);
      }
    }
    return payloads;
  }

  private void payload(String name, JsonNode node, Map<String, PayloadMapping> payloads) {
    @Nullable FieldDescriptor type = EventTypes.find(name);
    if (type == null) {
      problems.add("payload." + name + ": " + EventTypes.unknown(name));
      return;
    }
    List<FieldMapping> fields = new ArrayList<>();
    templates("payload." + name, node)
        .forEach(
            (field, value) -> {
              try {
                fields.add(
                    new FieldMapping(field, FieldPath.of(type.getMessageType(), field), value));
              } catch (IllegalArgumentException e) {
                problems.add("payload." + name + ": " + e.getMessage());
              }
            });
    payloads.put(name, new PayloadMapping(type, List.copyOf(fields)));
  }

  private Map<String, Template> templates(String place, JsonNode node) {
    Map<String, Template> templates = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry ->
                templates.put(
                    entry.getKey(), template(place + "." + entry.getKey(), entry.getValue())));
    return templates;
  }

  private Template required(String name) {
    JsonNode node = root.path(name);
    if (node.isMissingNode() || node.isNull()) {
      problems.add(name + " is missing: write a constant, or \"{column}\"");
      return Template.parse("");
    }
    return template(name, node);
  }

  private @Nullable Template optional(String name) {
    JsonNode node = root.path(name);
    return node.isMissingNode() || node.isNull() ? null : template(name, node);
  }

  private Template template(String place, JsonNode node) {
    try {
      if (node.isValueNode()) {
        return Template.parse(node.asText());
      }
      problems.add(place + ": put the value in quotes, for example \"{column}\"");
    } catch (IllegalArgumentException e) {
      problems.add(place + ": " + e.getMessage());
    }
    return Template.parse("");
  }
}
