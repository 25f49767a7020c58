package io.barometer.alerting.notify;

import io.barometer.routing.group.Notice.Kind;
import io.barometer.routing.match.Labels;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A notice about the alerts of a group.
 *
 * @param number of the notice in its group
 * @param path the branch of the routing that tells it
 * @param labels what the alerts have in common
 * @param firing how many fire in all
 * @param over how many are over in all
 * @param alerts those that fire, then those that are over; the first {@link #MOST} of each notice
 */
public record GroupNews(
    UUID groupId,
    int number,
    Kind kind,
    String path,
    Labels labels,
    Instant time,
    int firing,
    int over,
    List<AlertNews> alerts)
    implements News {

  /** So many alerts are named at most. */
  public static final int MOST = 500;

  @Override
  public UUID subject() {
    return groupId;
  }

  /** Without the alerts that are over, for receivers that want no resolutions. */
  GroupNews firingOnly() {
    return new GroupNews(
        groupId,
        number,
        kind,
        path,
        labels,
        time,
        firing,
        0,
        alerts.stream().filter(alert -> alert.about() == About.FIRED).toList());
  }
}
