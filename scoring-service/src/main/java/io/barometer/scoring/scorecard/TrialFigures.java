package io.barometer.scoring.scorecard;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.GetTrialResponse;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.TrialGroup;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds accounts up to what both models of a trial say of them. For one thread. */
final class TrialFigures {
  private static final Comparator<ReplayAccount> LEAST_FIRST =
      Comparator.<ReplayAccount>comparingInt(one -> Math.abs(one.getChangeTenths()))
          .thenComparing(one -> one.getAccount().getAccountId(), Comparator.reverseOrder());

  private final Scorecard inEffect;
  private final Scorecard candidate;
  private final Predicate<String> taken;
  private final int mostAccounts;
  private final BothModels both;
  private final Group told = new Group();
  private final Group tried = new Group();
  private final PriorityQueue<ReplayAccount> most = new PriorityQueue<>(LEAST_FIRST);
  private int behind;

  /**
   * Figures of nobody yet.
   *
   * @param taken whether an account is to be told the candidate's score
   */
  TrialFigures(Scorecard inEffect, Scorecard candidate, Predicate<String> taken, int mostAccounts) {
    this.taken = taken;
    this.inEffect = inEffect;
    this.candidate = candidate;
    this.mostAccounts = mostAccounts;
    this.both = new BothModels(inEffect, candidate);
  }

  /** A score in a row; no tenths: Unknown. */
  record Value(String hash, @Nullable Integer tenths, String band) {
    ScoreValue message() {
      var value = ScoreValue.newBuilder().setBand(band.isEmpty() ? Band.UNKNOWN : band);
      return tenths == null ? value.build() : value.setTenths(tenths).build();
    }
  }

  /** A row of {@code scoring.score}. */
  record Scored(
      String accountId, String name, Value told, Value beside, @Nullable Integer change30d) {
    static Scored of(Row row) {
      return new Scored(
          row.getString(0),
          row.getString(1),
          new Value(row.getString(2), row.getInteger(3), row.getString(4)),
          new Value(row.getString(5), row.getInteger(6), row.getString(7)),
          row.getInteger(8));
    }
  }

  /** Adds an account; one that is not scored as this trial wants it yet is only counted. */
  void add(Scored row) {
    boolean split = taken.test(row.accountId());
    Value now = split ? row.beside() : row.told();
    Value then = split ? row.told() : row.beside();
    if (!now.hash().equals(inEffect.hash()) || !then.hash().equals(candidate.hash())) {
      behind++;
      return;
    }
    (split ? tried : told).add(row);
    ScoreValue before = now.message();
    ScoreValue after = then.message();
    both.add(before, after);
    if (before.hasTenths() && after.hasTenths()) {
      name(row, before, after);
    }
  }

  private void name(Scored row, ScoreValue before, ScoreValue after) {
    most.add(
        ReplayAccount.newBuilder()
            .setAccount(AccountFacts.newBuilder().setAccountId(row.accountId()).setName(row.name()))
            .setBaseline(before)
            .setCandidate(after)
            .setChangeTenths(after.getTenths() - before.getTenths())
            .build());
    if (most.size() > mostAccounts) {
      most.remove();
    }
  }

  /** What was found. */
  GetTrialResponse.Builder message() {
    List<ReplayAccount> accounts = new ArrayList<>(most);
    accounts.sort(LEAST_FIRST.reversed());
    return GetTrialResponse.newBuilder()
        .setFindings(both.message())
        .addGroups(told.message(inEffect))
        .addGroups(tried.message(candidate))
        .addAllAccounts(accounts)
        .setBehind(behind);
  }

  /** The accounts that are told one of the models. */
  private static final class Group {
    private final TrialGroup.Builder figures = TrialGroup.newBuilder();

    void add(Scored row) {
      figures.setAccounts(figures.getAccounts() + 1);
      Integer tenths = row.told().tenths();
      if (tenths != null) {
        figures.setScored(figures.getScored() + 1).setSumTenths(figures.getSumTenths() + tenths);
      }
      Integer change = row.change30d();
      if (change != null) {
        figures
            .setChanged30D(figures.getChanged30D() + 1)
            .setSumChange30DTenths(figures.getSumChange30DTenths() + change);
      }
    }

    TrialGroup message(Scorecard card) {
      return figures.setModel(ModelRefs.of(card)).build();
    }
  }
}
