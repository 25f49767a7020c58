package io.barometer.alerting.receiver;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.alerting.secret.Secrets;
import io.barometer.alerting.tenant.TenantName;
import io.barometer.edge.ProtoTime;
import io.barometer.proto.alerting.v1.Receiver;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The stored receivers of a tenant. Use it inside a tenant's session. */
@ApplicationScoped
public class ReceiverStore implements PanacheRepositoryBase<ReceiverRow, TenantName> {
  private final Secrets secrets;

  ReceiverStore(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Names of all receivers. */
  public Uni<Set<String>> names(String tenantId) {
    return all(tenantId)
        .map(
            all -> {
              Set<String> names = new TreeSet<>();
              all.forEach(receiver -> names.add(receiver.getName()));
              return names;
            });
  }

  /** All receivers with their secrets sealed, ordered by name. */
  public Uni<List<Receiver>> all(String tenantId) {
    return list("tenantId = ?1 order by name", tenantId)
        .map(rows -> rows.stream().map(row -> stored(row.definition)).toList());
  }

  /** A receiver with its secrets sealed. */
  public Uni<Optional<Receiver>> find(String tenantId, String name) {
    return findById(new TenantName(tenantId, name))
        .map(row -> Optional.ofNullable(row).map(found -> stored(found.definition)));
  }

  /**
   * Stores a receiver; secrets that are not sealed are sealed now. Whether it is another one than
   * before.
   */
  public Uni<Boolean> put(String tenantId, Receiver receiver) {
    byte[] definition = secrets.sealed(tenantId, receiver).toByteArray();
    Instant activeFrom = ProtoTime.instant(receiver.getActiveFromTime());
    return findById(new TenantName(tenantId, receiver.getName()))
        .chain(
            row -> {
              if (row == null) {
                return persist(
                        new ReceiverRow(tenantId, receiver.getName(), activeFrom, definition))
                    .replaceWith(true);
              }
              boolean another = !secrets.same(tenantId, stored(row.definition), receiver);
              row.activeFromTime = activeFrom;
              row.definition = definition;
              return Uni.createFrom().item(another);
            });
  }

  /** Removes a receiver; whether there was one. */
  public Uni<Boolean> remove(String tenantId, String name) {
    return deleteById(new TenantName(tenantId, name));
  }

  /** Reads a stored receiver; its secrets are sealed. */
  public static Receiver stored(byte[] definition) {
    try {
      return Receiver.parseFrom(definition);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored receiver cannot be read");
    }
  }
}
