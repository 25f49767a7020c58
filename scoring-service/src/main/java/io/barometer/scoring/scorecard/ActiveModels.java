package io.barometer.scoring.scorecard;

import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.scoring.population.StoredPopulations;
import io.barometer.scoring.score.AccountScores;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models in effect, ready to score, remembered until another one takes effect: whoever scores
 * asks first whether the count of {@code scoring.projection} has moved.
 */
@ApplicationScoped
public class ActiveModels {
  private final TenantModels models;
  private final TenantScores standard;
  private final Map<String, AccountScores> scorers = new ConcurrentHashMap<>();
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile Snapshot latest;

  ActiveModels(TenantModels models, ShippedModels shipped) {
    this.models = models;
    this.standard = shipped(shipped.standard().card());
    this.latest = new Snapshot(-1, Map.of(), standard);
  }

  private TenantScores shipped(Scorecard card) {
    return new TenantScores(new TreeMap<>(Map.of(card.score(), ready(card))));
  }

  /** What scores with a model, without populations to rank in. */
  public AccountScores ready(Scorecard card) {
    return scorers.computeIfAbsent(
        card.hash(), hash -> new AccountScores(Scorer.of(card), ModelRefs.of(card)));
  }

  /**
   * The scores of a tenant.
   *
   * @param count the count at their last change
   * @param decided whether the tenant has decided anything itself
   */
  record Known(long count, boolean decided, TenantScores scores) {}

  /** The models of all tenants, when so many had taken effect. */
  public record Snapshot(long count, Map<String, Known> tenants, TenantScores standard) {

    /** What a tenant's scores are computed with. */
    public TenantScores of(String tenantId) {
      Known own = tenants.get(tenantId);
      return own == null ? standard : own.scores();
    }

    /** The tenants that have decided about their models themselves. */
    public Set<String> deciding() {
      Set<String> deciding = new TreeSet<>();
      tenants.forEach(
          (tenant, own) -> {
            if (own.decided()) {
              deciding.add(tenant);
            }
          });
      return deciding;
    }

    /** The tenants of which a model took effect, or a population became complete, after a count. */
    public Set<String> changedSince(long count) {
      Set<String> changed = new TreeSet<>();
      tenants.forEach(
          (tenant, own) -> {
            if (own.count() > count) {
              changed.add(tenant);
            }
          });
      return changed;
    }
  }

  /**
   * The models of all tenants, at least as new as a count that was read before.
   *
   * @param tx sees every tenant's rows
   */
  public Snapshot all(Tx tx, long count) {
    Snapshot current = latest;
    if (current.count() == count) {
      return current;
    }
    Map<String, Known> tenants = new HashMap<>();
    for (Row row :
        tx.query("select tenant_id, models from scoring.model_registry where models > 0")) {
      tenants.put(row.getString(0), known(tx, row.getString(0), row.getLong(1)));
    }
    var next = new Snapshot(count, Map.copyOf(tenants), standard);
    latest = next;
    return next;
  }

  /**
   * What a tenant's scores are computed with now, ranked where the model ranks, as long as the
   * transaction is open; it sees the tenant's rows.
   */
  public TenantScores of(Tx tx, String tenantId) {
    return among(tx, tenantId, unranked(tx, tenantId));
  }

  private static TenantScores among(Tx tx, String tenantId, TenantScores scores) {
    return scores.among(one -> new StoredPopulations(() -> tx, tenantId, one.model().getHash()));
  }

  /** What a tenant's scores were computed with at a time. */
  public TenantScores at(Tx tx, String tenantId, Instant time) {
    List<ModelEvent> decided =
        ModelTables.events(tx, tenantId).stream()
            .filter(event -> !ProtoTime.instant(event.getRecordedTime()).isAfter(time))
            .toList();
    return among(tx, tenantId, load(tx, tenantId, models.fold(decided)));
  }

  /**
   * Any model of a tenant, whether in effect or not.
   *
   * @throws io.barometer.edge.Refusal NOT_FOUND when there is none
   */
  public AccountScores under(Tx tx, String tenantId, ModelRef model) {
    Registry registry = models.fold(ModelTables.events(tx, tenantId));
    String hash = models.find(registry, model).getModel().getHash();
    AccountScores scores = ready(models.compiled(tx, tenantId, hash).card());
    var only = new TenantScores(new TreeMap<>(Map.of(scores.name(), scores)));
    return among(tx, tenantId, only).named(scores.name());
  }

  private TenantScores unranked(Tx tx, String tenantId) {
    var rows =
        tx.query(
            "select models from scoring.model_registry where tenant_id = $1 and models > 0",
            Tuple.of(tenantId));
    return rows.size() == 0
        ? standard
        : known(tx, tenantId, rows.iterator().next().getLong(0)).scores();
  }

  private Known known(Tx tx, String tenantId, long count) {
    Known current = known.get(tenantId);
    if (current == null || current.count() != count) {
      Registry registry = models.fold(ModelTables.events(tx, tenantId));
      current = new Known(count, registry.revision() > 0, load(tx, tenantId, registry));
      known.put(tenantId, current);
    }
    return current;
  }

  private TenantScores load(Tx tx, String tenantId, Registry registry) {
    SortedMap<String, AccountScores> byName = new TreeMap<>();
    SortedMap<String, Trial> trials = new TreeMap<>();
    registry
        .scores()
        .forEach(
            (name, score) -> {
              score.inEffect().ifPresent(now -> byName.put(name, kept(tx, tenantId, now.model())));
              score
                  .trial()
                  .ifPresent(
                      trial ->
                          trials.put(
                              name,
                              new Trial(kept(tx, tenantId, trial.model()), trial.sharePercent())));
            });
    return new TenantScores(byName, trials);
  }

  private AccountScores kept(Tx tx, String tenantId, ModelRef model) {
    return ready(models.compiled(tx, tenantId, model.getHash()).card());
  }
}
