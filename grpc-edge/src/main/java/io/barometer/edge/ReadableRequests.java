package io.barometer.edge;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.List;

/**
 * A service that answers bytes that are no request with a {@link Refusal}. gRPC itself reads
 * requests where no interceptor can see the failure, and answers UNKNOWN without a reason.
 */
public final class ReadableRequests {

  private ReadableRequests() {}

  /** The service with requests that are refused instead of failing when they cannot be read. */
  public static ServerServiceDefinition of(ServerServiceDefinition bound) {
    List<? extends ServerMethodDefinition<?, ?>> methods =
        bound.getMethods().stream().map(ReadableRequests::readable).toList();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(bound.getServiceDescriptor().getName())
            .setSchemaDescriptor(bound.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static <Q, A> ServerMethodDefinition<Object, A> readable(
      ServerMethodDefinition<Q, A> method) {
    MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
    ServerCallHandler<Q, A> handler = method.getServerCallHandler();
    return ServerMethodDefinition.create(
        descriptor.toBuilder(
                RequestReader.of(descriptor.getRequestMarshaller()),
                descriptor.getResponseMarshaller())
            .build(),
        (call, headers) ->
            new RefusingListener<>(
                call, handler.startCall(ReadableRequests.<Q, A>typed(call), headers)));
  }

  /** The handler's view of the call: it never sees a request that is not a Q. */
  @SuppressWarnings("unchecked")
  private static <Q, A> ServerCall<Q, A> typed(ServerCall<?, A> call) {
    return (ServerCall<Q, A>) call;
  }
}
