package io.barometer.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The Pod Security Standard "restricted" of Kubernetes, rule by rule in the order of its page, for
 * pods on Linux. Anything that the standard leaves undefined is allowed, anything else is not.
 */
final class PodSecurity {

  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes");
  private static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

  private final JsonNode pod;
  private final List<String> problems = new ArrayList<>();

  private PodSecurity(JsonNode pod) {
    this.pod = pod;
  }

  /** What the standard refuses in a pod's spec; empty when nothing is. */
  static List<String> problems(JsonNode podSpec) {
    var check = new PodSecurity(podSpec);
    check.pod();
    Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(kind -> StreamSupport.stream(podSpec.path(kind).spliterator(), false))
        .forEach(check::container);
    return check.problems;
  }

  private void pod() {
    JsonNode context = pod.path("securityContext");
    for (String namespace : List.of("hostNetwork", "hostPID", "hostIPC")) {
      refuse(pod.path(namespace).asBoolean(), "the pod shares " + namespace);
    }
    for (JsonNode volume : pod.path("volumes")) {
      volume
          .fieldNames()
          .forEachRemaining(
              field ->
                  refuse(
                      !field.equals("name") && !VOLUMES.contains(field),
                      "volume %s is of the kind %s"
                          .formatted(volume.path("name").asText(), field)));
    }
    for (JsonNode sysctl : context.path("sysctls")) {
      String name = sysctl.path("name").asText();
      refuse(!SYSCTLS.contains(name), "sysctl " + name);
    }
    shared("the pod", context);
  }

  private void container(JsonNode container) {
    String name = "container " + container.path("name").asText();
    JsonNode context = container.path("securityContext");
    refuse(context.path("privileged").asBoolean(), name + " is privileged");
    for (JsonNode port : container.path("ports")) {
      refuse(port.path("hostPort").asInt() != 0, name + " takes a port of the host");
    }
    refuse(
        !Set.of("", "Default").contains(context.path("procMount").asText()),
        name + " changes procMount");
    refuse(
        context.path("allowPrivilegeEscalation").asBoolean(true),
        name + " may escalate its privileges");
    capabilities(name, context.path("capabilities"));
    JsonNode everywhere = pod.path("securityContext");
    boolean nonRoot =
        context.path("runAsNonRoot").asBoolean(everywhere.path("runAsNonRoot").asBoolean());
    refuse(!nonRoot, name + " may run as root");
    String profile =
        context
            .path("seccompProfile")
            .path("type")
            .asText(everywhere.path("seccompProfile").path("type").asText());
    refuse(!PROFILES.contains(profile), name + " has no seccomp profile");
    shared(name, context);
  }

  private void capabilities(String name, JsonNode capabilities) {
    boolean dropsAll = false;
    for (JsonNode dropped : capabilities.path("drop")) {
      dropsAll |= dropped.asText().equals("ALL");
    }
    refuse(!dropsAll, name + " does not drop ALL capabilities");
    for (JsonNode added : capabilities.path("add")) {
      refuse(
          !added.asText().equals("NET_BIND_SERVICE"),
          name + " adds the capability " + added.asText());
    }
  }

  /** What stands in the context of a pod and of a container alike. */
  private void shared(String name, JsonNode context) {
    JsonNode seLinux = context.path("seLinuxOptions");
    refuse(
        !SELINUX_TYPES.contains(seLinux.path("type").asText())
            || seLinux.has("user")
            || seLinux.has("role"),
        name + " changes SELinux options");
    refuse(
        context.path("seccompProfile").path("type").asText().equals("Unconfined"),
        name + " is unconfined by seccomp");
    refuse(
        context.path("appArmorProfile").path("type").asText().equals("Unconfined"),
        name + " is unconfined by AppArmor");
    refuse(
        context.path("windowsOptions").path("hostProcess").asBoolean(),
        name + " is a process of the host");
    refuse(
        context.has("runAsUser") && context.path("runAsUser").asLong() == 0,
        name + " runs as user 0");
    refuse(
        context.has("runAsNonRoot") && !context.path("runAsNonRoot").asBoolean(),
        name + " asks to run as root");
  }

  private void refuse(boolean broken, String problem) {
    if (broken) {
      problems.add(problem);
    }
  }
}
