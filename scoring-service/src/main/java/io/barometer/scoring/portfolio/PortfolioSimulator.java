package io.barometer.scoring.portfolio;

import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.score.Scorer;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.SimulatePortfolioRequest;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulatedAccount;
import io.barometer.scoring.hierarchy.Parentage;
import io.barometer.scoring.past.PastPortfolio;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.SupposedModels;
import io.barometer.scoring.scorecard.TenantScores;
import io.barometer.scoring.whatif.Ahead;
import io.barometer.scoring.whatif.Supposition;
import io.grpc.Status;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Tells what the portfolio would be. Nothing is kept. */
@ApplicationScoped
public class PortfolioSimulator {
  private static final int DEFAULT_PAGE = 20;
  private static final int MAX_PAGE = 1_000;

  private final TenantReads reads;
  private final ActiveModels models;
  private final SupposedModels supposed;
  private final PastPortfolio past;
  private final KeptPortfolios kept;
  private final PageTokens tokens;

  PortfolioSimulator(
      TenantReads reads,
      ActiveModels models,
      SupposedModels supposed,
      PastPortfolio past,
      KeptPortfolios kept,
      PageTokens tokens) {
    this.reads = reads;
    this.models = models;
    this.supposed = supposed;
    this.past = past;
    this.kept = kept;
    this.tokens = tokens;
  }

  /** Answers the call; blocks. */
  public SimulatePortfolioResponse simulate(String tenantId, SimulatePortfolioRequest request) {
    var violations = new Violations();
    View view = View.of(request, violations);
    List<Condition> conditions = ListQuery.filter(request.getFilter(), violations);
    RequestFields.range("page_size", request.getPageSize(), 0, Integer.MAX_VALUE, violations);
    Supposition what = Supposition.of(tenantId, request.getHypothesis(), violations);
    return reads.read(
        tenantId, tx -> simulate(tx, new Question(tenantId, request, view, conditions, what)));
  }

  private record Question(
      String tenantId,
      SimulatePortfolioRequest request,
      View view,
      List<Condition> conditions,
      Supposition what) {}

  private SimulatePortfolioResponse simulate(Tx tx, Question asked) {
    Moments moments = Moments.read(tx);
    Violations violations = asked.what().violations();
    Instant time = Ahead.time(asked.view(), moments.latest(), violations);
    SortedMap<String, List<PastEvent>> events = asked.what().events(null, time);
    AccountScores actual = actual(tx, asked, moments);
    AccountScores simulated =
        supposed.of(
            tx, asked.tenantId(), actual, asked.what().model(), Supposition.path(), violations);
    unknownAccounts(tx, events.keySet(), violations);
    violations.throwIfAny();
    refuseTooMany(tx);
    var from = new Viewpoint(time, asked.view().known(moments.latest()), actual.scorer());
    var simulation =
        new Simulation(
            actual,
            simulated,
            from,
            moments,
            asked.conditions(),
            events,
            rollUp(actual) || rollUp(simulated)
                ? Parentage.read(tx, asked.tenantId())
                : Parentage.NONE);
    run(tx, asked, simulated, from, moments, events.keySet(), simulation);
    SimulatedFigures figures = simulation.figures();
    var response =
        figures
            .message()
            .setAsOfTime(ProtoTime.timestamp(time))
            .setActualModel(actual.model())
            .setSimulatedModel(simulated.model());
    page(asked, figures, response);
    return response.build();
  }

  private AccountScores actual(Tx tx, Question asked, Moments moments) {
    TenantScores all =
        asked.view().knownAt().now()
            ? models.of(tx, asked.tenantId())
            : models.at(tx, asked.tenantId(), asked.view().known(moments.latest()));
    return all.named(asked.request().getScoreName());
  }

  private static boolean rollUp(AccountScores scores) {
    return scores.scorer().card().rollUp() != null;
  }

  /** From the histories that are kept in days where these are enough, else from the events. */
  private void run(
      Tx tx,
      Question asked,
      AccountScores simulated,
      Viewpoint from,
      Moments moments,
      Set<String> events,
      Simulation simulation) {
    Set<String> without = asked.what().withoutSources();
    boolean days =
        asked.view().knownAt().now()
            && without.isEmpty()
            && supposed.kept(tx, asked.tenantId(), simulated.scorer().card());
    if (days) {
      Consumer<StoredHistory> both =
          stored -> {
            simulation.actual(stored);
            simulation.simulated(stored);
          };
      int month = Day.monthOf(from.day());
      if (keeps(asked, from.scorer(), simulated.scorer(), events)) {
        List<String> anew = new ArrayList<>();
        Consumer<KeptAccount> one =
            account -> {
              if (!simulation.kept(account)) {
                anew.add(account.accountId());
              }
            };
        anew.addAll(kept.each(tx, asked.tenantId(), from.scorer(), from.day(), one));
        StoredHistories.eachAtOnce(tx, anew, month, both);
      } else if (from.scorer().ranks() || simulated.scorer().ranks()) {
        StoredHistories.all(tx, month, both); // ranks are read in the same transaction
      } else {
        StoredHistories.eachAtOnce(tx, month, both);
      }
    } else {
      var under = new Viewpoint(from.asOf(), from.knownAt(), simulated.scorer());
      past.each(asked.tenantId(), from, moments, simulation::actual);
      past.each(asked.tenantId(), under, moments, without, simulation::simulated);
    }
  }

  /**
   * Whether the metrics of the day tell all: nothing happens to everybody, and nobody is ranked.
   */
  private static boolean keeps(
      Question asked, Scorer actual, Scorer simulated, Set<String> events) {
    return !actual.ranks()
        && !simulated.ranks()
        && actual.readsAs(simulated)
        && !events.contains(Supposition.EVERYBODY)
        && Simulation.toldAtOnce(asked.conditions());
  }

  private static void unknownAccounts(Tx tx, Set<String> accounts, Violations violations) {
    Set<String> unknown = new TreeSet<>(accounts);
    unknown.remove(Supposition.EVERYBODY);
    tx.query(
            "select distinct account_id from scoring.account_month where account_id = any($1::text[])",
            Tuple.of(unknown.toArray(String[]::new)))
        .forEach(row -> unknown.remove(row.getString(0)));
    for (String account : unknown) {
      violations.add(
          Supposition.path() + "events",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "there is no account \"%s\"".formatted(account));
    }
  }

  private static void refuseTooMany(Tx tx) {
    int accounts = StoredHistories.count(tx);
    if (accounts > PastPortfolio.MOST_ACCOUNTS) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message(
              "A simulation takes at most %d accounts, and there are %d: simulate account by account."
                  .formatted(PastPortfolio.MOST_ACCOUNTS, accounts))
          .meta("max", "" + PastPortfolio.MOST_ACCOUNTS)
          .meta("actual", "" + accounts);
    }
  }

  private void page(
      Question asked, SimulatedFigures figures, SimulatePortfolioResponse.Builder response) {
    SimulatePortfolioRequest request = asked.request();
    String query =
        "SimulatePortfolio\0"
            + asked.tenantId()
            + "\0"
            + Base64.getEncoder()
                .encodeToString(
                    request.toBuilder().clearPageToken().clearPageSize().build().toByteArray());
    int size =
        request.getPageSize() == 0 ? DEFAULT_PAGE : Math.min(request.getPageSize(), MAX_PAGE);
    String cursor =
        request.getPageToken().isEmpty()
            ? ""
            : new String(tokens.open(query, request.getPageToken()), StandardCharsets.UTF_8);
    List<SimulatedAccount> later = figures.after(cursor);
    List<SimulatedAccount> page = new ArrayList<>(later.subList(0, Math.min(size, later.size())));
    response.addAllAccounts(page);
    if (page.size() < later.size()) {
      byte[] end = SimulatedFigures.cursor(page.getLast()).getBytes(StandardCharsets.UTF_8);
      response.setNextPageToken(tokens.sign(query, end));
    }
  }
}
