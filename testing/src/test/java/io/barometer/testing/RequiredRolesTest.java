package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.edge.RequiredRoles;
import io.barometer.proto.access.v1.Role;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No RPC is without a role: a new one that does not say who may call it fails here. */
class RequiredRolesTest {

  private static final List<? extends MethodDescriptor<?, ?>> EVERY_RPC =
      Contracts.services().stream().flatMap(service -> service.getMethods().stream()).toList();

  @Test
  void everyRpcSaysWhichRoleItRequires() {
    assertThat(Contracts.services())
        .extracting(ServiceDescriptor::getName)
        .contains("barometer.ingestion.v1.IngestionService", "barometer.scoring.v1.ModelService")
        .hasSizeGreaterThanOrEqualTo(11);
    assertThat(EVERY_RPC)
        .allSatisfy(
            rpc ->
                assertThat(RequiredRoles.of(rpc))
                    .as(rpc.getFullMethodName())
                    .isNotEmpty()
                    .doesNotContain(Role.ROLE_UNSPECIFIED, Role.UNRECOGNIZED));
  }

  @Test
  void whatReadsAcrossTenantsIsForServicesAlone() {
    assertThat(EVERY_RPC)
        .filteredOn(rpc -> RequiredRoles.of(rpc).contains(Role.ROLE_SERVICE))
        .allSatisfy(
            rpc ->
                assertThat(RequiredRoles.of(rpc))
                    .as(rpc.getFullMethodName())
                    .containsExactly(Role.ROLE_SERVICE))
        .extracting(MethodDescriptor::getFullMethodName)
        .contains(
            "barometer.ingestion.v1.EventLogService/ReadShard",
            "barometer.scoring.v1.ReplayService/ReadReplay");
  }
}
