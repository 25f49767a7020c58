package io.barometer.scoring.replay;

import io.barometer.eventstore.Tx;
import io.barometer.model.replay.Replay;
import io.barometer.proto.scoring.v1.ReplayState;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.FoldedModels;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Works on one replay, page by page: a page of accounts is scored, and what was found is kept
 * together with the place up to which it was found, in one transaction. Whoever looks in between
 * sees whole pages.
 */
@ApplicationScoped
class ReplayWork {
  private static final Logger LOG = Logger.getLogger(ReplayWork.class);
  private static final int PAGE = 100;

  private final TenantReads tenants;
  private final ReplayModels models;

  ReplayWork(TenantReads tenants, ReplayModels models) {
    this.tenants = tenants;
    this.models = models;
  }

  /** Works until the replay has ended, or is no longer the owner's. Blocks. */
  void on(ReplayRow claimed, String owner) {
    try {
      if (tenants.read(claimed.tenantId(), tx -> keep(tx, claimed))) {
        score(claimed, owner);
      } else {
        stands(claimed, owner, ReplayState.REPLAY_STATE_WAITING_FOR_HISTORIES, "");
      }
    } catch (VertxException | CompletionException away) {
      throw away;
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "A replay failed tenantId=%s", claimed.tenantId());
      String error = "It could not go on; the log of scoring-service says why.";
      stands(claimed, owner, ReplayState.REPLAY_STATE_FAILED, error);
    }
  }

  /** Whether histories keep what both models need. */
  private boolean keep(Tx tx, ReplayRow replay) {
    FoldedModels folded = FoldedModels.read(tx, StoredHistories.version(tx));
    return folded.keep(replay.tenantId(), models.card(replay.baseline()))
        && folded.keep(replay.tenantId(), models.card(replay.candidate()));
  }

  private void stands(ReplayRow replay, String owner, ReplayState state, String error) {
    tenants.change(replay.tenantId(), tx -> ReplayTable.stands(tx, replay, owner, state, error));
  }

  private void score(ReplayRow claimed, String owner) {
    var open = new AtomicReference<Tx>();
    ReplayModels.Pair pair = models.of(open::get, claimed);
    ReplayRow replay = claimed;
    boolean more = true;
    while (more) {
      ReplayRow before = replay;
      List<Replayed> page =
          tenants.read(
              claimed.tenantId(),
              tx -> {
                open.set(tx);
                return page(tx, before, pair);
              });
      if (page.isEmpty()) {
        stands(before, owner, ReplayState.REPLAY_STATE_SUCCEEDED, "");
        return;
      }
      replay = after(before, pair, page);
      more = keep(replay, owner, page);
    }
  }

  private static List<Replayed> page(Tx tx, ReplayRow replay, ReplayModels.Pair pair) {
    List<StoredHistory> accounts = StoredHistories.after(tx, replay.after(), PAGE);
    Set<String> parents = parents(tx, replay.tenantId(), pair, accounts);
    int version = StoredHistories.version(tx);
    Replay baseline = Replay.of(pair.baseline().scorer());
    Replay candidate = Replay.of(pair.candidate().scorer());
    List<Replayed> page = new ArrayList<>(accounts.size());
    for (StoredHistory account : accounts) {
      String id = account.accountId();
      if (parents.contains(id)) {
        var key = new AccountKey(replay.tenantId(), id);
        page.add(parent(account, pair.over(new Family(() -> tx, version, key)), replay.span()));
      } else {
        page.add(Replayed.of(id, account.history(), baseline, candidate, replay.span()));
      }
    }
    return page;
  }

  private static Replayed parent(StoredHistory account, ReplayModels.Pair pair, Span span) {
    return Replayed.of(
        account.accountId(),
        account.history(),
        Replay.of(pair.baseline().scorer()),
        Replay.of(pair.candidate().scorer()),
        span);
  }

  private static Set<String> parents(
      Tx tx, String tenantId, ReplayModels.Pair pair, List<StoredHistory> accounts) {
    if (!pair.rollUp()) {
      return Set.of();
    }
    List<AccountKey> keys =
        accounts.stream().map(one -> new AccountKey(tenantId, one.accountId())).toList();
    return Family.parents(tx, keys).stream().map(AccountKey::accountId).collect(Collectors.toSet());
  }

  private static ReplayRow after(ReplayRow before, ReplayModels.Pair pair, List<Replayed> page) {
    var findings =
        new Findings(
            before.span(),
            pair.baseline().scorer().card(),
            pair.candidate().scorer().card(),
            before.findings());
    page.forEach(findings::add);
    return before.advanced(
        before.done() + page.size(), page.getLast().accountId(), findings.message());
  }

  private boolean keep(ReplayRow replay, String owner, List<Replayed> page) {
    return tenants.change(
        replay.tenantId(),
        tx -> {
          boolean owned = ReplayTable.advance(tx, replay, owner);
          if (owned) {
            ReplayAccountTable.insert(tx, replay, page);
          }
          return owned;
        });
  }
}
