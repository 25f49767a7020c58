package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule refuses what breaks it, and nothing else. */
class PodSecurityTest {

  private static final String FINE =
      """
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      volumes: [{ name: v, emptyDir: {} }]
      containers:
        - name: c
          ports: [{ containerPort: 80 }]
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
      """;

  @Test
  void what_the_standard_asks_for_is_enough() throws IOException {
    assertThat(PodSecurity.problems(Chart.YAML.readTree(FINE))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                         | hostNetwork: true                           | the pod shares hostNetwork",
        "''                         | hostPID: true                               | the pod shares hostPID",
        "''                         | hostIPC: true                               | the pod shares hostIPC",
        "/volumes/0                 | hostPath: {}                                | volume v is of the kind hostPath",
        "/volumes/0                 | nfs: {}                                     | volume v is of the kind nfs",
        "/containers/0/ports/0      | hostPort: 80                                | container c takes a port of the host",
        "/containers/0/securityContext | privileged: true                         | container c is privileged",
        "/containers/0/securityContext | procMount: Unmasked                      | container c changes procMount",
        "/containers/0/securityContext | allowPrivilegeEscalation: true           | container c may escalate its privileges",
        "/containers/0/securityContext | capabilities: { drop: [NET_RAW] }        | container c does not drop ALL capabilities",
        "/containers/0/securityContext/capabilities | add: [SYS_ADMIN]            | container c adds the capability SYS_ADMIN",
        "/containers/0/securityContext | seLinuxOptions: { type: spc_t }          | container c changes SELinux options",
        "/containers/0/securityContext | runAsUser: 0                             | container c runs as user 0",
        "/containers/0/securityContext | appArmorProfile: { type: Unconfined }    | container c is unconfined by AppArmor",
        "/containers/0/securityContext | windowsOptions: { hostProcess: true }    | container c is a process of the host",
        "/securityContext           | runAsUser: 0                                | the pod runs as user 0",
        "/securityContext           | sysctls: [{ name: kernel.msgmax }]          | sysctl kernel.msgmax",
        "/securityContext           | seccompProfile: {}                          | container c has no seccomp profile"
      })
  void each_rule_is_held(String place, String change, String problem) throws IOException {
    JsonNode pod = Chart.YAML.readTree(FINE);
    ((ObjectNode) pod.at(place)).setAll((ObjectNode) Chart.YAML.readTree(change));
    assertThat(PodSecurity.problems(pod)).containsExactly(problem);
  }
}
