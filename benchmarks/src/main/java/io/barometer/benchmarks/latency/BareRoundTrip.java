package io.barometer.benchmarks.latency;

import io.barometer.benchmarks.measure.Latencies;
import io.barometer.benchmarks.measure.OpenLoop;
import io.barometer.benchmarks.servers.Arena;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit: a bare gRPC server that writes what waits into one table, commits, answers, and sends
 * each request through Kafka back to this process. It checks, folds and scores nothing.
 */
final class BareRoundTrip implements AutoCloseable {
  private static final String TOPIC = "bare";

  private record Waiting(
      RecordEventsRequest request, StreamObserver<RecordEventsResponse> answer) {}

  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Connection connection;
  private final KafkaProducer<byte[], byte[]> producer;
  private final BareConsumer consumer;
  private final Server server;
  private final Thread writer = Thread.ofPlatform().name("bare-writer").unstarted(this::write);

  BareRoundTrip(Arena arena) throws Exception {
    connection = arena.superuser();
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create table public.bare (id bigserial primary key, payload bytea not null)");
    }
    connection.setAutoCommit(false);
    Map<String, Object> kafka = Map.of("bootstrap.servers", arena.kafka());
    try (Admin admin = Admin.create(kafka)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", arena.kafka(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer = new BareConsumer(arena.kafka(), TOPIC);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Endpoint())
            .directExecutor()
            .build()
            .start();
    writer.start();
  }

  /** Sends the same traffic; tells the latencies of answers and of what came back from Kafka. */
  Result measure(int perSecond, int count) throws InterruptedException {
    Latencies answers = new Latencies();
    consumer.begin(count);
    try (Caller caller = new Caller("127.0.0.1:" + server.getPort(), "none")) {
      var stub = IngestionServiceGrpc.newStub(caller.channel());
      new OpenLoop(perSecond, count)
          .run(
              (number, due) ->
                  stub.recordEvents(BareConsumer.request(due), new Answer(due, answers)));
      return new Result(answers, consumer.await());
    }
  }

  /** Latencies from the moment due. */
  record Result(Latencies answers, Latencies consumed) {}

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    try (var insert =
        connection.prepareStatement(
            "insert into public.bare (payload) select unnest(?::bytea[])")) {
      while (!Thread.currentThread().isInterrupted()) {
        batch.add(waiting.take());
        waiting.drainTo(batch);
        byte[][] payloads =
            batch.stream().map(w -> w.request().toByteArray()).toArray(byte[][]::new);
        insert.setArray(1, connection.createArrayOf("bytea", payloads));
        insert.executeUpdate();
        connection.commit();
        batch.forEach(this::finish);
        batch.clear();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (java.sql.SQLException failure) {
      batch.forEach(w -> w.answer().onError(failure));
    }
  }

  private void finish(Waiting done) {
    var unused = producer.send(new ProducerRecord<>(TOPIC, done.request().toByteArray()));
    done.answer().onNext(RecordEventsResponse.getDefaultInstance());
    done.answer().onCompleted();
  }

  private final class Endpoint extends IngestionServiceGrpc.IngestionServiceImplBase {
    @Override
    public void recordEvents(
        RecordEventsRequest request, StreamObserver<RecordEventsResponse> answer) {
      waiting.add(new Waiting(request, answer));
    }
  }

  private record Answer(long due, Latencies latencies)
      implements StreamObserver<RecordEventsResponse> {
    @Override
    public void onNext(RecordEventsResponse response) {
      latencies.record(due, System.nanoTime());
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("the bare server failed", failure);
    }

    @Override
    public void onCompleted() {}
  }

  @Override
  public void close() throws Exception {
    server.shutdownNow();
    writer.interrupt();
    writer.join();
    producer.close(java.time.Duration.ofSeconds(5));
    consumer.close();
    connection.close();
  }
}
