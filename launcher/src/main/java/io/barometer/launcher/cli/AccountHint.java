package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.model.name.NearestName;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.Collectors;

/** Says more about an account that does not exist: which ids are near. */
final class AccountHint {
  private static final int LOOKED_AT = 1000;

  private AccountHint() {}

  /** A call about one account. */
  interface Call<T> {
    T make() throws StatusRuntimeException;
  }

  static <T> T orNearest(Connection connection, String account, Call<T> call) throws CommandFailed {
    try {
      return call.make();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
      throw new CommandFailed(
          "There is no account \"" + SafeText.line(account) + "\"." + nearest(connection, account));
    }
  }

  private static String nearest(Connection connection, String account) {
    List<String> ids =
        connection
            .scoring()
            .listScores(
                ListScoresRequest.newBuilder().setPageSize(LOOKED_AT).setOrderBy("account").build())
            .getScoresList()
            .stream()
            .map(score -> score.getAccount().getAccountId())
            .toList();
    if (ids.isEmpty()) {
      return " There are no accounts yet: import some with ./barometer import FILE.";
    }
    List<String> near = NearestName.several(account, ids, 3);
    return near.isEmpty()
        ? " See ./barometer portfolio for all of them."
        : near.stream()
            .map(id -> "\"" + SafeText.line(id) + "\"")
            .collect(Collectors.joining(", ", " Near: ", "."));
  }
}
