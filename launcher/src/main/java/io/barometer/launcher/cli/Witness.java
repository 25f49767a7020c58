package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.certificate.Certificate;
import io.barometer.certificate.CertifiedModel;
import io.barometer.certificate.ChainHead;
import io.barometer.certificate.Prefix;
import io.barometer.certificate.Result;
import io.barometer.certificate.Subject;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Days;
import io.barometer.model.name.SafeText;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetModelRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.Viewpoint;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a running platform for everything that a certificate holds. */
final class Witness {
  private static final int PAGE = 1000;
  private static final int NAMED = 5;

  private final Connection connection;
  private final String account;
  private final String scoreName;
  private final Viewpoint view;

  Witness(Connection connection, String account, String scoreName, Viewpoint view) {
    this.connection = connection;
    this.account = account;
    this.scoreName = scoreName;
    this.view = view;
  }

  /**
   * The certificate of what the platform tells now.
   *
   * @throws CommandFailed when the score is not made of the account's own events alone
   */
  Certificate certificate() throws CommandFailed {
    Timestamp known = view.hasKnownAtTime() ? view.getKnownAtTime() : now();
    ExplainScoreResponse explanation = explanation(known);
    AccountScore score = explanation.getScore();
    refuseParents(explanation);
    CertifiedModel model = model(score.getModel());
    List<RecordedEvent> events = events(Days.instant(known), score.getPosition());
    return new Certificate(
        BarometerCommand.VERSION,
        new Subject(
            account, score.getScoreName(), Days.instant(score.getAsOfTime()), Days.instant(known)),
        model,
        Result.told(explanation),
        Prefix.of(score.getShard(), score.getPosition(), events),
        chain(score.getShard()),
        events);
  }

  /** The clock of the account's shard: what is recorded from here on is not in the certificate. */
  private Timestamp now() throws CommandFailed {
    var request = GetScoreRequest.newBuilder().setAccountId(account).setScoreName(scoreName);
    return AccountHint.orNearest(
        connection,
        account,
        () -> connection.scoring().getScore(request.build()).getScore().getAsOfTime());
  }

  private ExplainScoreResponse explanation(Timestamp known) throws CommandFailed {
    var request =
        ExplainScoreRequest.newBuilder()
            .setAccountId(account)
            .setScoreName(scoreName)
            .setKnownAtTime(known)
            .setAsOfTime(view.hasAsOfTime() ? view.getAsOfTime() : known)
            .setCompareDays(1);
    if (view.hasModel()) {
      request.setModel(view.getModel());
    }
    return AccountHint.orNearest(
        connection, account, () -> connection.scoring().explainScore(request.build()));
  }

  private void refuseParents(ExplainScoreResponse explanation) throws CommandFailed {
    if (explanation.hasRolledUp()) {
      List<ChildPart> children = explanation.getRolledUp().getChildrenList();
      String some =
          children.stream()
              .limit(NAMED)
              .map(child -> SafeText.line(child.getAccountId()))
              .collect(Collectors.joining(", "));
      throw new CommandFailed(
          "\"%s\" is scored by the accounts below it: its own events prove nothing."
              .formatted(SafeText.line(account)),
          List.of(
              "Prove those: " + some + (children.size() > NAMED ? ", …" : "") + ".",
              "Or name a model without a hierarchy: --model NAME[@VERSION]."));
    }
  }

  private CertifiedModel model(ModelRef ref) throws CommandFailed {
    var found = connection.models().getModel(GetModelRequest.newBuilder().setModel(ref).build());
    var model =
        new CertifiedModel(
            ref.getScorecard(), ref.getVersion(), ref.getHash(), found.getCanonicalYaml());
    try {
      if (model.ranks()) {
        throw new CommandFailed(
            "%s %s ranks accounts among each other: one account's events prove no rank."
                .formatted(SafeText.line(model.name()), SafeText.line(model.version())),
            List.of(
                "Name a model that does not rank: --model NAME[@VERSION].",
                "./barometer model list tells which there are."));
      }
    } catch (IllegalArgumentException unreadable) {
      throw new CommandFailed(
          "This program cannot read the platform's model: "
              + SafeText.line(String.valueOf(unreadable.getMessage())));
    }
    return model;
  }

  /** In the order in which they were recorded, so the first one that came later ends them. */
  private List<RecordedEvent> events(Instant known, long position) {
    var ingestion = IngestionServiceGrpc.newBlockingStub(connection.ingestion());
    List<RecordedEvent> events = new ArrayList<>();
    var request = ListEventsRequest.newBuilder().setAccountId(account).setPageSize(PAGE);
    do {
      ListEventsResponse page = ingestion.listEvents(request.build());
      for (RecordedEvent event : page.getEventsList()) {
        if (event.getPosition() > position
            || Days.instant(event.getRecordedTime()).isAfter(known)) {
          return events;
        }
        events.add(event);
      }
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return events;
  }

  /** Only an operator's key tells it: null for all others. */
  private @Nullable ChainHead chain(int shard) {
    try {
      return connection
          .eventLog()
          .getHeads(GetHeadsRequest.getDefaultInstance())
          .getHeadsList()
          .stream()
          .filter(head -> head.getShard() == shard)
          .findFirst()
          .map(
              head ->
                  new ChainHead(
                      head.getLastPosition(),
                      HexFormat.of().formatHex(head.getLastHash().toByteArray())))
          .orElse(null);
    } catch (StatusRuntimeException refused) {
      return switch (refused.getStatus().getCode()) {
        case PERMISSION_DENIED, UNAUTHENTICATED -> null;
        default -> throw refused;
      };
    }
  }
}
