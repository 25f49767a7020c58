package io.barometer.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Objects of other operators, held against their makers' Java models where Maven Central has them,
 * and against schemas of the fields in use where it does not.
 */
final class CustomResources {

  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class,
          "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
          "gateway.networking.k8s.io/v1 GRPCRoute", GRPCRoute.class,
          "cert-manager.io/v1 Certificate", Certificate.class);

  private static final Map<String, String> SCHEMAS =
      Map.of(
          "keda.sh/v1alpha1 ScaledObject", "scaledobject",
          "external-secrets.io/v1 ExternalSecret", "externalsecret",
          "postgresql.cnpg.io/v1 Cluster", "cluster");

  /** The models keep what they do not know for later versions; here that is a mistake. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  private CustomResources() {}

  static boolean knows(JsonNode object) {
    return MODELS.containsKey(kind(object)) || SCHEMAS.containsKey(kind(object));
  }

  /** What is wrong with an object; empty when nothing is. */
  static List<String> problems(JsonNode object) {
    Class<?> model = MODELS.get(kind(object));
    if (model == null) {
      return validate(object, Objects.requireNonNull(SCHEMAS.get(kind(object))));
    }
    try {
      STRICT.treeToValue(object, model);
      return List.of();
    } catch (JsonProcessingException refused) {
      return List.of(refused.getOriginalMessage());
    }
  }

  private static List<String> validate(JsonNode object, String name) {
    InputStream schema = CustomResources.class.getResourceAsStream("/schema/" + name + ".json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(Objects.requireNonNull(schema, name))
        .validate(object)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static String kind(JsonNode object) {
    return object.path("apiVersion").asText() + " " + object.path("kind").asText();
  }
}
