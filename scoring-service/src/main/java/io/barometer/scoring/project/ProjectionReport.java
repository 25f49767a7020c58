package io.barometer.scoring.project;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.GetProjectionResponse;
import io.barometer.proto.scoring.v1.ProjectionShard;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** How far the projection is, and the hash of its state. */
@ApplicationScoped
public class ProjectionReport {
  private final Transactions transactions;

  ProjectionReport(@ReactiveDataSource("worker") Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /** Answers the call; blocks. */
  public GetProjectionResponse get() {
    return transactions.call(ProjectionReport::read);
  }

  private static GetProjectionResponse read(Tx tx) {
    var response = GetProjectionResponse.newBuilder();
    var total = new StateHash(null);
    var rows =
        tx.query(
            """
            select k.shard, k.position, coalesce(c.last_sequence, 0), k.state_hash,
              (select count(*) from scoring.poison p where p.shard = k.shard and p.projection_version =
                (select live_version from scoring.projection where name = 'scoring'))
            from scoring.checkpoint k left join scoring.shard_clock c on c.shard = k.shard
            where k.projection = 'scoring' and k.projection_version = 1 order by k.shard
            """);
    for (Row row : rows) {
      Buffer stored = row.getBuffer(3);
      var hash = new StateHash(stored == null ? null : stored.getBytes());
      total.add(hash.bytes());
      response.addShards(
          ProjectionShard.newBuilder()
              .setShard(row.getInteger(0))
              .setPosition(row.getLong(1))
              .setLastSequence(row.getLong(2))
              .setStateHash(hash.hex())
              .setPoisonedStreams(row.getLong(4).intValue()));
    }
    return response.setStateHash(total.hex()).build();
  }
}
