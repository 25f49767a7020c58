package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.edge.RequiredRoles;
import io.barometer.proto.access.v1.Role;
import io.barometer.proto.audit.v1.AuditAction;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * No change by people is without an entry in the audit trail: a new call that says none fails here.
 */
class AuditedCallsTest {
  private static final List<Role> PEOPLE =
      List.of(Role.ROLE_OPERATOR, Role.ROLE_MODELLER, Role.ROLE_ADMIN);

  /** What needs one of these roles and has no entry of its own, and why. */
  private static final Map<String, String> WITHOUT =
      Map.ofEntries(
          Map.entry(
              "barometer.ingestion.v1.IngestionService/RecordEvents",
              "overrides are told in scoring's trail when their events are applied"),
          Map.entry("barometer.ingestion.v1.KeyService/ListKeys", "reads"),
          Map.entry(
              "barometer.scoring.v1.ReplayService/StartReplay", "tries a model, decides nothing"),
          Map.entry(
              "barometer.scoring.v1.ReplayService/CancelReplay", "tries a model, decides nothing"),
          Map.entry(
              "barometer.scoring.v1.ReplayService/ResumeReplay", "tries a model, decides nothing"),
          Map.entry("barometer.scoring.v1.ReplayService/DeleteReplay", "removes what was tried"),
          Map.entry(
              "barometer.alerting.v1.AlertingService/WatchTriggers",
              "reads; an engine's acknowledgements move its own place only"),
          Map.entry("barometer.alerting.v1.SubscriptionService/GetSubscription", "reads"),
          Map.entry("barometer.audit.v1.AuditService/ListAuditEntries", "reads"),
          Map.entry("barometer.audit.v1.AuditService/ExportAuditEntries", "reads"),
          Map.entry("barometer.audit.v1.AuditService/GetAuditKey", "reads"));

  private static final List<? extends MethodDescriptor<?, ?>> EVERY_RPC =
      Contracts.services().stream().flatMap(service -> service.getMethods().stream()).toList();

  @Test
  void everyCallThatPeopleChangeSomethingBySaysHowItIsAudited() {
    List<String> silent = new ArrayList<>();
    for (MethodDescriptor<?, ?> rpc : EVERY_RPC) {
      if (AuditedCalls.actions(rpc).isEmpty()
          && RequiredRoles.of(rpc).stream().anyMatch(PEOPLE::contains)) {
        silent.add(rpc.getFullMethodName());
      }
    }
    assertThat(silent).containsExactlyInAnyOrderElementsOf(WITHOUT.keySet());
  }

  @Test
  void whatIsAuditedNeedsMoreThanAViewer() {
    assertThat(EVERY_RPC)
        .filteredOn(rpc -> !AuditedCalls.actions(rpc).isEmpty())
        .hasSizeGreaterThanOrEqualTo(31)
        .allSatisfy(
            rpc ->
                assertThat(RequiredRoles.of(rpc))
                    .as(rpc.getFullMethodName())
                    .isSubsetOf(PEOPLE)
                    .isNotEmpty());
  }

  @Test
  void everyActionIsThatOfACallOrOfAnEvent() {
    TreeSet<AuditAction> said = new TreeSet<>();
    EVERY_RPC.forEach(rpc -> said.addAll(AuditedCalls.actions(rpc)));
    said.add(AuditAction.AUDIT_ACTION_OVERRIDE_RETRACTED);
    TreeSet<AuditAction> all = new TreeSet<>(Arrays.asList(AuditAction.values()));
    all.remove(AuditAction.AUDIT_ACTION_UNSPECIFIED);
    all.remove(AuditAction.UNRECOGNIZED);
    assertThat(said).isEqualTo(all);
  }
}
