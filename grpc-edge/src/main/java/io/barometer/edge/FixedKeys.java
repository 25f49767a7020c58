package io.barometer.edge;

import io.barometer.proto.access.v1.Role;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The keys that stand in the configuration, {@code barometer.keys}. Only the SHA-256 of a key is
 * known here: keys are random 256-bit values, so a plain hash cannot be guessed, and a look-up by
 * hash takes the same time for a wrong key as for a right one.
 */
@Singleton
@Startup
public class FixedKeys implements CredentialSource {

  private static final String PLATFORM = "*";

  private final Map<String, Caller> byHash;

  FixedKeys(@ConfigProperty(name = "barometer.keys") Optional<String> keys) {
    this.byHash = parse(keys.orElse(""));
  }

  /**
   * Reads {@code roles:tenant:sha256hex} entries joined by commas; roles are joined by {@code +}.
   *
   * @throws IllegalArgumentException when an entry is malformed; names the entry by its place, not
   *     its content
   */
  private static Map<String, Caller> parse(String keys) {
    Map<String, Caller> byHash = new LinkedHashMap<>();
    String[] entries = keys.isBlank() ? new String[0] : keys.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      String[] parts = entries[i].strip().split(":", -1);
      if (parts.length != 3 || !parts[2].matches("[0-9a-f]{64}") || parts[1].isBlank()) {
        throw wrong(i, "is not roles:tenant:sha256 in lower-case hex");
      }
      byHash.put(parts[2], new Caller(parts[1], roles(parts[1], parts[0], i), name(parts[2])));
    }
    return byHash;
  }

  @Override
  public @Nullable Caller find(String key) {
    return byHash.get(hash(key));
  }

  static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A service belongs to no tenant, and a tenant has no service. */
  private static Roles roles(String tenant, String joined, int index) {
    Set<Role> held = EnumSet.noneOf(Role.class);
    for (String name : joined.split("\\+", -1)) {
      Role role = Roles.named(name);
      if (role == null) {
        throw wrong(
            index,
            "has an unknown role; join some of viewer, operator, modeller, admin, source by +, or"
                + " use service");
      }
      held.add(role);
    }
    boolean service = held.contains(Role.ROLE_SERVICE);
    if (service ? held.size() > 1 || !tenant.equals(PLATFORM) : tenant.equals(PLATFORM)) {
      throw wrong(index, "is wrong: the role service, and no other, goes with the tenant *");
    }
    return new Roles(held);
  }

  /** Enough of the hash to find the entry by. */
  private static String name(String hash) {
    return "key " + hash.substring(0, 8);
  }

  private static IllegalArgumentException wrong(int index, String what) {
    return new IllegalArgumentException("barometer.keys: entry " + (index + 1) + " " + what);
  }
}
