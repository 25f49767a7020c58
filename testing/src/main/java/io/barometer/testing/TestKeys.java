package io.barometer.testing;

import io.barometer.edge.RequiredRoles;
import io.barometer.proto.access.v1.Role;
import io.grpc.MethodDescriptor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The keys that a service under test accepts. */
public final class TestKeys {
  /** Key of the tenant {@code acme}. */
  public static final String ACME = "acme-key-for-tests";

  /** Key of the tenant {@code globex}. */
  public static final String GLOBEX = "globex-key-for-tests";

  /** Key of the tenant {@code initech}. */
  public static final String INITECH = "initech-key-for-tests";

  /** Key of the tenant {@code umbrella}. */
  public static final String UMBRELLA = "umbrella-key-for-tests";

  /** Key of the tenant {@code hooli}. */
  public static final String HOOLI = "hooli-key-for-tests";

  /** Key of the platform's own services. */
  public static final String SERVICE = "service-key-for-tests";

  /** Seals the secrets of receivers. */
  public static final String ENCRYPTION = "dGVzdHMgc2VhbCB3aXRoIHRoaXMga2V5LCAzMiBieXQ=";

  /** Signs the audit trail. */
  public static final String AUDIT =
      "MC4CAQAwBQYDK2VwBCIEICwjNqYCFvrCF+Krd8hNHc6P9DaqNwXfYcVM5tcyVJRG";

  private TestKeys() {}

  /** A key that may make a call: of the tenant {@code acme}, or of the services. */
  static String enoughFor(MethodDescriptor<?, ?> method) {
    return RequiredRoles.of(method).contains(Role.ROLE_SERVICE) ? SERVICE : ACME;
  }

  /** All of them as {@code barometer.keys} wants them. */
  public static String configuration() {
    return String.join(
        ",",
        "admin+source:acme:" + sha256(ACME),
        "admin+source:globex:" + sha256(GLOBEX),
        "admin+source:initech:" + sha256(INITECH),
        "admin+source:hooli:" + sha256(HOOLI),
        "admin+source:umbrella:" + sha256(UMBRELLA),
        "service:*:" + sha256(SERVICE));
  }

  private static String sha256(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
