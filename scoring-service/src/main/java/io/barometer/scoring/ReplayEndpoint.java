package io.barometer.scoring;

import io.barometer.edge.Caller;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.scoring.v1.CancelReplayRequest;
import io.barometer.proto.scoring.v1.CancelReplayResponse;
import io.barometer.proto.scoring.v1.DeleteReplayRequest;
import io.barometer.proto.scoring.v1.DeleteReplayResponse;
import io.barometer.proto.scoring.v1.GetReplayAccountRequest;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import io.barometer.proto.scoring.v1.GetReplayRequest;
import io.barometer.proto.scoring.v1.GetReplayResponse;
import io.barometer.proto.scoring.v1.ListReplayAccountsRequest;
import io.barometer.proto.scoring.v1.ListReplayAccountsResponse;
import io.barometer.proto.scoring.v1.ListReplaysRequest;
import io.barometer.proto.scoring.v1.ListReplaysResponse;
import io.barometer.proto.scoring.v1.ReadReplayRequest;
import io.barometer.proto.scoring.v1.ReadReplayResponse;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc.ReplayServiceImplBase;
import io.barometer.proto.scoring.v1.ResumeReplayRequest;
import io.barometer.proto.scoring.v1.ResumeReplayResponse;
import io.barometer.proto.scoring.v1.StartReplayRequest;
import io.barometer.proto.scoring.v1.StartReplayResponse;
import io.barometer.proto.scoring.v1.WatchReplayRequest;
import io.barometer.proto.scoring.v1.WatchReplayResponse;
import io.barometer.scoring.replay.ReplayReader;
import io.barometer.scoring.replay.Replays;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** The replays of one tenant over gRPC; to services, those of any. */
@GrpcService
class ReplayEndpoint extends ReplayServiceImplBase {
  private final Replies replies;
  private final Replays replays;
  private final ReplayReader reader;

  ReplayEndpoint(Replies replies, Replays replays, ReplayReader reader) {
    this.replies = replies;
    this.replays = replays;
    this.reader = reader;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void startReplay(
      StartReplayRequest request, StreamObserver<StartReplayResponse> observer) {
    String tenant = tenant();
    replies.one(
        observer,
        () -> StartReplayResponse.newBuilder().setReplay(replays.start(tenant, request)).build());
  }

  @Override
  public void getReplay(GetReplayRequest request, StreamObserver<GetReplayResponse> observer) {
    String tenant = tenant();
    replies.one(
        observer,
        () ->
            GetReplayResponse.newBuilder()
                .setReplay(reader.get(tenant, request.getReplayId()))
                .build());
  }

  @Override
  public void listReplays(
      ListReplaysRequest request, StreamObserver<ListReplaysResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> reader.list(tenant));
  }

  @Override
  public void watchReplay(
      WatchReplayRequest request, StreamObserver<WatchReplayResponse> observer) {
    String tenant = tenant();
    replies.many(observer, client -> reader.watch(tenant, request.getReplayId(), client));
  }

  @Override
  public void cancelReplay(
      CancelReplayRequest request, StreamObserver<CancelReplayResponse> observer) {
    String tenant = tenant();
    replies.one(
        observer,
        () ->
            CancelReplayResponse.newBuilder()
                .setReplay(replays.cancel(tenant, request.getReplayId()))
                .build());
  }

  @Override
  public void resumeReplay(
      ResumeReplayRequest request, StreamObserver<ResumeReplayResponse> observer) {
    String tenant = tenant();
    replies.one(
        observer,
        () ->
            ResumeReplayResponse.newBuilder()
                .setReplay(replays.resume(tenant, request.getReplayId()))
                .build());
  }

  @Override
  public void deleteReplay(
      DeleteReplayRequest request, StreamObserver<DeleteReplayResponse> observer) {
    String tenant = tenant();
    replies.one(
        observer,
        () -> {
          replays.delete(tenant, request.getReplayId());
          return DeleteReplayResponse.getDefaultInstance();
        });
  }

  @Override
  public void listReplayAccounts(
      ListReplayAccountsRequest request, StreamObserver<ListReplayAccountsResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> reader.accounts(tenant, request));
  }

  @Override
  public void getReplayAccount(
      GetReplayAccountRequest request, StreamObserver<GetReplayAccountResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> reader.account(tenant, request));
  }

  @Override
  public void readReplay(ReadReplayRequest request, StreamObserver<ReadReplayResponse> observer) {
    replies.many(observer, client -> reader.read(request, client));
  }

  private static String tenant() {
    return Caller.current().tenantId();
  }
}
