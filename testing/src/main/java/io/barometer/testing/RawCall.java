package io.barometer.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A call whose request is whatever bytes one wants. */
public final class RawCall {

  /**
   * How a call ended.
   *
   * @param reason of the ErrorInfo; empty without one
   */
  public record Answer(Status status, String reason) {

    /** Code and reason. */
    public String text() {
      return status.getCode() + " " + reason;
    }
  }

  private RawCall() {}

  /** Sends one message of these bytes, whatever kind of call it is, and waits for the end. */
  public static Answer send(Channel channel, MethodDescriptor<?, ?> method, byte[] request) {
    ClientCall<byte[], byte[]> call =
        channel.newCall(
            method.toBuilder(new Bytes(), new Bytes()).build(),
            CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    CompletableFuture<Answer> end = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(new Answer(status, reason(status, trailers)));
          }
        },
        new Metadata());
    call.request(Integer.MAX_VALUE);
    call.sendMessage(request);
    call.halfClose();
    return end.join();
  }

  private static String reason(Status status, Metadata trailers) {
    var details = StatusProto.fromStatusAndTrailers(status, trailers).getDetailsList();
    try {
      for (var detail : details) {
        if (detail.is(ErrorInfo.class)) {
          return detail.unpack(ErrorInfo.class).getReason();
        }
      }
      return "";
    } catch (InvalidProtocolBufferException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
