package io.barometer.benchmarks.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.launcher.stack.Credentials;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Driver;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.ReadScoreLogResponse;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Scoring's end of the score log: entries as scoring publishes them, without a hole, so that nobody
 * needs to read one from it. For one thread.
 */
final class ScoreFeed implements AutoCloseable {
  private static final String TOPIC = "barometer.scores";
  private static final int SHARDS = 4;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Server scoring;
  private final long[] sequences = new long[SHARDS];

  private ScoreFeed(KafkaProducer<byte[], byte[]> producer, Server scoring) {
    this.producer = producer;
    this.scoring = scoring;
  }

  static ScoreFeed open(String kafka, String scoringAddress) throws IOException {
    int port = Integer.parseInt(scoringAddress.substring(scoringAddress.lastIndexOf(':') + 1));
    Server scoring =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .addService(new NoHoles())
            .build()
            .start();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka, "acks", "all", "enable.idempotence", true);
    return new ScoreFeed(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
        scoring);
  }

  void publish(String account, int previous, int tenths) {
    int shard = Math.floorMod(account.hashCode(), SHARDS);
    long sequence = ++sequences[shard];
    byte[] entry =
        ScoreLogEntry.newBuilder()
            .setShard(shard)
            .setSequence(sequence)
            .setScoreChanged(
                ScoreChanged.newBuilder()
                    .setTenantId(Credentials.TENANT)
                    .setPrevious(value(previous))
                    .setCurrent(score(account, tenths)))
            .build()
            .toByteArray();
    var message = new ProducerRecord<>(TOPIC, shard, account.getBytes(UTF_8), entry);
    message.headers().add("position", ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
    var unused = producer.send(message);
  }

  void flush() {
    producer.flush();
  }

  private static AccountScore score(String account, int tenths) {
    Instant now = Instant.now();
    return AccountScore.newBuilder()
        .setAccount(
            AccountFacts.newBuilder()
                .setAccountId(account)
                .setName(account)
                .setOwner("kim@example.com")
                .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000))
                .setRenewalDate(Date.newBuilder().setYear(2040).setMonth(1).setDay(1)))
        .setScore(value(tenths))
        .addTrends(Trend.newBuilder().setDays(7).setChangeTenths(-23))
        .addTrends(Trend.newBuilder().setDays(30).setChangeTenths(-94))
        .addDrivers(
            Driver.newBuilder()
                .setMetric("active_users")
                .setText("active users fell from 12 to 3 in 30 days")
                .setChangeTenths(-82))
        .setAsOfTime(
            Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
        .build();
  }

  private static ScoreValue value(int tenths) {
    return ScoreValue.newBuilder()
        .setTenths(tenths)
        .setBand(tenths < 500 ? "At Risk" : "Moderate")
        .setCoveragePercent(100)
        .build();
  }

  @Override
  public void close() {
    producer.close();
    scoring.shutdownNow();
  }

  /** Whoever asks has what there is from Kafka. */
  private static final class NoHoles extends ScoreLogServiceGrpc.ScoreLogServiceImplBase {
    @Override
    public void readScoreLog(
        ReadScoreLogRequest request, StreamObserver<ReadScoreLogResponse> answer) {
      answer.onCompleted();
    }
  }
}
