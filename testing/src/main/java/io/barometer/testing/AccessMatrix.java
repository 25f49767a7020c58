package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.edge.RequiredRoles;
import io.barometer.edge.Roles;
import io.barometer.proto.access.v1.Role;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every RPC against every kind of credential, from the contracts. Whoever is let through sends
 * bytes that are no request, so that nothing happens and the answer shows that the service was
 * reached.
 */
public final class AccessMatrix {

  private static final byte[] CUT_OFF = {0x0a, 100, 1, 2, 3};
  private static final String REACHED = "INVALID_ARGUMENT MESSAGE_FORMAT";
  private static final String DENIED = "PERMISSION_DENIED PERMISSION_DENIED";
  private static final String UNKNOWN = "UNAUTHENTICATED UNAUTHENTICATED";
  private static final String TENANT = "matrix";

  private AccessMatrix() {}

  /**
   * Who calls.
   *
   * @param credential empty to send none
   * @param roles what it holds; none for a credential that is not valid
   */
  private record Kind(Optional<String> credential, Set<Role> roles) {
    String answer(List<Role> required) {
      if (roles.isEmpty()) {
        return UNKNOWN;
      }
      Roles held = new Roles(roles);
      return required.stream().anyMatch(held::include) ? REACHED : DENIED;
    }
  }

  /** Fails unless every method of these services lets in those whom its contract names. */
  public static void holdsFor(ServiceDescriptor... services) {
    Map<String, Kind> kinds = kinds(TestIssuer.ofTest());
    List<String> wrong = new ArrayList<>();
    try (TestChannel channel = TestChannel.open()) {
      for (ServiceDescriptor service : services) {
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
          kinds.forEach((name, kind) -> check(channel, method, name, kind, wrong));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(
      TestChannel channel,
      MethodDescriptor<?, ?> method,
      String name,
      Kind kind,
      List<String> wrong) {
    Channel with = kind.credential().map(channel::as).orElseGet(channel::anonymous);
    String expected = kind.answer(RequiredRoles.of(method));
    String answer = RawCall.send(with, method, CUT_OFF).text();
    if (!answer.equals(expected)) {
      wrong.add(
          "%s × %s: %s instead of %s"
              .formatted(method.getFullMethodName(), name, answer, expected));
    }
  }

  private static Map<String, Kind> kinds(TestIssuer issuer) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("no token", new Kind(Optional.empty(), Set.of()));
    kinds.put("unknown key", invalid("0".repeat(64)));
    kinds.put(
        "expired",
        invalid(
            issuer.token(
                TENANT, claims -> claims.setExpirationTimeMinutesInTheFuture(-5), "admin")));
    kinds.put(
        "wrong audience",
        invalid(issuer.token(TENANT, claims -> claims.setAudience("another"), "admin")));
    kinds.put("alg none", invalid(issuer.unsignedToken(TENANT, "admin")));
    kinds.put("forged", invalid(issuer.forgedToken(TENANT, "admin")));
    for (Role role : EnumSet.range(Role.ROLE_VIEWER, Role.ROLE_SOURCE)) {
      kinds.put(
          Roles.name(role),
          new Kind(Optional.of(issuer.token(TENANT, Roles.name(role))), Set.of(role)));
    }
    kinds.put("service", new Kind(Optional.of(TestKeys.SERVICE), Set.of(Role.ROLE_SERVICE)));
    return kinds;
  }

  private static Kind invalid(String credential) {
    return new Kind(Optional.of(credential), Set.of());
  }
}
