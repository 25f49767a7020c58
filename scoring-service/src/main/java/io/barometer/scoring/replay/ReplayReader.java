package io.barometer.scoring.replay;

import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.model.ledger.ChangeLedger;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.GetReplayAccountRequest;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ListReplayAccountsRequest;
import io.barometer.proto.scoring.v1.ListReplayAccountsResponse;
import io.barometer.proto.scoring.v1.ListReplaysResponse;
import io.barometer.proto.scoring.v1.ReadReplayRequest;
import io.barometer.proto.scoring.v1.ReadReplayResponse;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayLine;
import io.barometer.proto.scoring.v1.WatchReplayResponse;
import io.barometer.scoring.explain.LedgerEntries;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.PastEvents;
import io.barometer.scoring.portfolio.BandSummaries;
import io.barometer.scoring.replay.ReplayAccountTable.Listed;
import io.barometer.scoring.replay.ReplayAccountTable.Place;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ModelRefs;
import io.barometer.scoring.watch.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Tells replays and what they have found. Every call blocks. */
@ApplicationScoped
public class ReplayReader {
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int LINES = 200;
  private static final long LOOK_MILLIS = 300;
  private static final long PATIENCE_MILLIS = 60_000;

  private final TenantReads tenants;
  private final ReplayModels models;
  private final ReplayMessages messages;
  private final Lookback lookback;
  private final PastEvents past;
  private final PageTokens tokens;

  ReplayReader(
      TenantReads tenants,
      ReplayModels models,
      ReplayMessages messages,
      Lookback lookback,
      PastEvents past,
      PageTokens tokens) {
    this.tenants = tenants;
    this.models = models;
    this.messages = messages;
    this.lookback = lookback;
    this.past = past;
    this.tokens = tokens;
  }

  /** A replay with all that it has found. */
  public Replay get(String tenantId, String replayId) {
    return messages.whole(row(tenantId, replayId));
  }

  private ReplayRow row(String tenantId, String replayId) {
    String id = Replays.id(replayId);
    return tenants.read(tenantId, tx -> ReplayTable.get(tx, id));
  }

  /** All replays. */
  public ListReplaysResponse list(String tenantId) {
    return tenants.read(
        tenantId,
        tx ->
            ListReplaysResponse.newBuilder()
                .addAllReplays(ReplayTable.all(tx).stream().map(messages::brief).toList())
                .build());
  }

  /** Sends a replay whenever it has moved, until it has ended or the client has gone. */
  public void watch(String tenantId, String replayId, Reader<WatchReplayResponse> reader)
      throws InterruptedException {
    Replay sent = Replay.getDefaultInstance();
    boolean more = true;
    while (more && !reader.gone()) {
      Replay now = messages.brief(row(tenantId, replayId));
      more = !now.hasEndedTime();
      if (!now.equals(sent)) {
        reader.send(WatchReplayResponse.newBuilder().setReplay(now).build(), PATIENCE_MILLIS);
        sent = now;
      }
      Thread.sleep(more ? LOOK_MILLIS : 0);
    }
  }

  /** A page of accounts. */
  public ListReplayAccountsResponse accounts(String tenantId, ListReplayAccountsRequest request) {
    var violations = new Violations();
    RequestFields.range("page_size", request.getPageSize(), 0, MAX_PAGE, violations);
    violations.throwIfAny();
    String id = Replays.id(request.getReplayId());
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    String query = "ListReplayAccounts\0" + tenantId + '\0' + id + '\0' + request.getOrderValue();
    Place after =
        request.getPageToken().isEmpty()
            ? Place.BEGIN
            : place(tokens.open(query, request.getPageToken()));
    List<Listed> found =
        tenants.read(
            tenantId,
            tx -> {
              ReplayTable.get(tx, id);
              return ReplayAccountTable.list(tx, id, request.getOrder(), after, size + 1);
            });
    boolean more = found.size() > size;
    List<Listed> page = more ? found.subList(0, size) : found;
    var response = ListReplayAccountsResponse.newBuilder();
    page.forEach(listed -> response.addAccounts(listed.account()));
    if (more) {
      response.setNextPageToken(tokens.sign(query, bytes(page.getLast().place())));
    }
    return response.build();
  }

  private static byte[] bytes(Place place) {
    byte[] account = place.accountId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + account.length)
        .putLong(place.key())
        .put(account)
        .array();
  }

  private static Place place(byte[] cursor) {
    var bytes = ByteBuffer.wrap(cursor);
    return new Place(bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString());
  }

  /** An account day by day, with the ledger between the models on the last day. */
  public GetReplayAccountResponse account(String tenantId, GetReplayAccountRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    violations.throwIfAny();
    ReplayRow replay = row(tenantId, request.getReplayId());
    var kept =
        tenants
            .read(
                tenantId,
                tx -> ReplayAccountTable.get(tx, replay.replayId(), request.getAccountId()))
            .orElseThrow(() -> notIn(replay, request.getAccountId()));
    return GetReplayAccountResponse.newBuilder()
        .setAccount(kept.account())
        .setFirstDate(ProtoDate.date(replay.span().firstDay()))
        .addAllBaseline(kept.line().getBaselineList())
        .addAllCandidate(kept.line().getCandidateList())
        .addAllEntries(ledger(replay, request.getAccountId()))
        .setBaselineModel(ModelRefs.of(models.card(replay.baseline())))
        .setCandidateModel(ModelRefs.of(models.card(replay.candidate())))
        .addAllBands(BandSummaries.empty(models.card(replay.candidate())))
        .build();
  }

  private static Refusal notIn(ReplayRow replay, String accountId) {
    return Refusal.of(io.grpc.Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message(
            "The account \"%s\" is not in the replay %s, or not yet."
                .formatted(accountId, replay.replayId()))
        .meta("account_id", accountId);
  }

  /** Both viewpoints see the same events, so that only the model is left to explain. */
  private List<LedgerEntry> ledger(ReplayRow replay, String accountId) {
    Moment moment = lookback.moment(replay.tenantId(), accountId);
    List<PastEvent> events = past.of(replay.tenantId(), accountId, moment);
    Instant end = Instant.ofEpochSecond((replay.span().lastDay() + 1) * 86_400).minusNanos(1_000);
    Instant asOf = end.isAfter(moment.clock()) ? moment.clock() : end;
    return tenants.read(
        replay.tenantId(),
        tx -> {
          ReplayModels.Pair pair = models.of(() -> tx, replay);
          var key = new AccountKey(replay.tenantId(), accountId);
          if (pair.rollUp() && !Family.parents(tx, List.of(key)).isEmpty()) {
            return List.of();
          }
          var before = new Viewpoint(asOf, moment.clock(), pair.baseline().scorer());
          var after = new Viewpoint(asOf, moment.clock(), pair.candidate().scorer());
          return ChangeLedger.between(events, before, after).entries().stream()
              .map(LedgerEntries::message)
              .toList();
        });
  }

  /** Sends a replay and every account of it. */
  public void read(ReadReplayRequest request, Reader<ReadReplayResponse> reader)
      throws InterruptedException {
    ReplayRow replay = row(request.getTenantId(), request.getReplayId());
    Replay brief = messages.brief(replay).toBuilder().clearFindings().build();
    boolean more =
        reader.send(ReadReplayResponse.newBuilder().setReplay(brief).build(), PATIENCE_MILLIS);
    String after = "";
    while (more) {
      String behind = after;
      List<ReplayLine> lines =
          tenants.read(
              request.getTenantId(),
              tx -> ReplayAccountTable.lines(tx, replay.replayId(), behind, LINES));
      for (ReplayLine line : lines) {
        more &=
            reader.send(ReadReplayResponse.newBuilder().setAccount(line).build(), PATIENCE_MILLIS);
        after = line.getAccountId();
      }
      more &= lines.size() == LINES;
    }
  }
}
