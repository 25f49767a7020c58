package io.barometer.ingestion.key;

import io.barometer.edge.Caller;
import io.barometer.edge.CredentialSource;
import io.barometer.edge.EventScope;
import io.barometer.edge.Refusal;
import io.barometer.edge.Roles;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.access.v1.Role;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that work, as of some seconds ago: a thread reads them from the table when their
 * revision has moved, so no call waits for the database. While the database is away the copy stays,
 * and nothing can be recorded anyway.
 */
@Singleton
public class ApiKeys implements CredentialSource {

  private static final Logger LOG = Logger.getLogger(ApiKeys.class);
  private static final Duration USE_IS_WRITTEN_EVERY = Duration.ofMinutes(1);

  /** A key that works until it expires. */
  private record Known(String tenantId, String keyId, Caller caller, Instant expires) {}

  private record Use(String tenantId, String keyId) {}

  private final Transactions worker;
  private final Duration poll;
  private final ConcurrentMap<Use, Instant> used = new ConcurrentHashMap<>();
  private final ConcurrentMap<Use, Instant> written = new ConcurrentHashMap<>();
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("api-keys").daemon().factory());
  private volatile Map<String, Known> byHash = Map.of();
  private long revision = -1;

  ApiKeys(
      @ReactiveDataSource("worker") Pool worker,
      @ConfigProperty(name = "barometer.api-keys.poll", defaultValue = "PT2S") Duration poll) {
    this.worker = new Transactions(worker);
    this.poll = poll;
  }

  void start(@Observes StartupEvent starting) {
    long millis = poll.toMillis();
    reader.scheduleWithFixedDelay(this::tryToRead, 0, millis, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    reader.shutdownNow();
  }

  /** A key was changed here: waits until this instance knows it. */
  void changed() {
    CompletableFuture.runAsync(this::tryToRead, reader).join();
  }

  @Override
  public @Nullable Caller find(String credential) {
    if (!credential.startsWith(KeyText.PREFIX)) {
      return null;
    }
    Known known = byHash.get(HexFormat.of().formatHex(KeyText.hash(credential)));
    if (known == null) {
      return null;
    }
    Instant now = Instant.now();
    if (!now.isBefore(known.expires)) {
      throw Refusal.of(Status.Code.UNAUTHENTICATED, ErrorReason.ERROR_REASON_UNAUTHENTICATED)
          .message("The key has expired.");
    }
    used.put(new Use(known.tenantId, known.keyId), now);
    return known.caller;
  }

  private void tryToRead() {
    try {
      worker.run(this::read);
      worker.run(this::writeUse);
    } catch (RuntimeException away) {
      LOG.warnf("The keys of sources cannot be read cause=\"%s\"", away.getMessage());
    }
  }

  private void read(Tx tx) {
    long current =
        tx.query("select revision from ingestion.api_key_revision").iterator().next().getLong(0);
    if (current == revision) {
      return;
    }
    Map<String, Known> read = new HashMap<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, key_id, hash, sources, event_types, expires_at
            from ingestion.api_key
            where revoked_at is null and (expires_at is null or expires_at > now())
            """)) {
      read.put(HexFormat.of().formatHex(row.getBuffer(2).getBytes()), known(row));
    }
    byHash = Map.copyOf(read);
    revision = current;
  }

  private static Known known(Row row) {
    OffsetDateTime expires = row.getOffsetDateTime(5);
    var scope = new EventScope(set(row.getArrayOfStrings(3)), set(row.getArrayOfStrings(4)));
    String tenant = row.getString(0);
    String keyId = row.getString(1);
    return new Known(
        tenant,
        keyId,
        new Caller(tenant, Roles.of(Role.ROLE_SOURCE), scope, KeyText.PREFIX + keyId),
        expires == null ? Instant.MAX : expires.toInstant());
  }

  private static Set<String> set(String[] names) {
    return Set.copyOf(Arrays.asList(names));
  }

  /** Once a minute and key at most: use is told roughly. */
  private void writeUse(Tx tx) {
    for (var use : used.entrySet()) {
      Instant last = written.getOrDefault(use.getKey(), Instant.EPOCH);
      if (use.getValue().isAfter(last.plus(USE_IS_WRITTEN_EVERY))) {
        tx.update(
            """
            update ingestion.api_key set last_used_at = greatest(last_used_at, $3)
            where tenant_id = $1 and key_id = $2
            """,
            Tuple.of(
                use.getKey().tenantId,
                use.getKey().keyId,
                use.getValue().atOffset(ZoneOffset.UTC)));
        written.put(use.getKey(), use.getValue());
      }
    }
  }
}
