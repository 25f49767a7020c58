package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.barometer.edge.RequiredRoles;
import io.barometer.proto.access.v1.Role;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What one tenant has, asked about by another, for every RPC of the contracts: requests carry the
 * ids of what exists, wherever a field of that name stands.
 */
public final class Isolation {

  /**
   * How a call about something foreign may end: as one about something that does not exist. A test
   * may run without the other services: UNAVAILABLE tells nothing either.
   */
  private static final Set<Status.Code> UNTOLD =
      Set.of(
          Status.Code.NOT_FOUND,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.UNAVAILABLE);

  private final Map<String, String> existing;
  private final String secret;
  private final List<MethodDescriptor<Message, Message>> methods = new ArrayList<>();

  private Isolation(Map<String, String> existing, String secret) {
    this.existing = existing;
    this.secret = secret;
  }

  /**
   * Fails when a stranger is told, or changes, what exists.
   *
   * @param owner a credential of whoever has it
   * @param existing its ids by the names of request fields, for example {@code account_id}
   * @param secret a text in what exists that is in none of the ids
   * @return the reads that told the owner the secret, and the stranger nothing
   */
  public static List<String> holdsFor(
      String owner, Map<String, String> existing, String secret, ServiceDescriptor... services) {
    var isolation = new Isolation(existing, secret);
    for (ServiceDescriptor service : services) {
      service.getMethods().forEach(isolation::add);
    }
    try (TestChannel channel = TestChannel.open()) {
      return isolation.check(channel, owner);
    }
  }

  @SuppressWarnings("unchecked")
  private void add(MethodDescriptor<?, ?> method) {
    boolean ofTenants = !RequiredRoles.of(method).contains(Role.ROLE_SERVICE);
    if (ofTenants && method.getType() == MethodType.UNARY) {
      methods.add((MethodDescriptor<Message, Message>) method);
    }
  }

  private List<String> check(TestChannel channel, String owner) {
    String stranger = TestIssuer.ofTest().token("stranger", "admin", "source");
    List<String> before = telling(channel.as(owner));
    Map<String, String> wrong = new LinkedHashMap<>();
    for (MethodDescriptor<Message, Message> method : methods) {
      String name = method.getFullMethodName();
      try {
        String answer = call(channel.as(stranger), method).toString();
        if (answer.contains(secret)) {
          wrong.put(name, answer);
        }
      } catch (StatusRuntimeException refused) {
        if (!UNTOLD.contains(refused.getStatus().getCode())
            || refused.toString().contains(secret)) {
          wrong.put(name, refused.toString());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(telling(channel.as(owner))).isEqualTo(before);
    return before;
  }

  /** The reads that tell the secret. */
  private List<String> telling(Channel channel) {
    List<String> telling = new ArrayList<>();
    for (MethodDescriptor<Message, Message> method : methods) {
      if (RequiredRoles.of(method).contains(Role.ROLE_VIEWER)) {
        try {
          if (call(channel, method).toString().contains(secret)) {
            telling.add(Objects.requireNonNull(method.getBareMethodName()));
          }
        } catch (StatusRuntimeException needsMore) {
          assertThat(needsMore.getStatus().getCode()).isNotEqualTo(Status.Code.INTERNAL);
        }
      }
    }
    return telling;
  }

  private Message call(Channel channel, MethodDescriptor<Message, Message> method) {
    return ClientCalls.blockingUnaryCall(
        channel,
        method,
        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
        request(method));
  }

  private Message request(MethodDescriptor<Message, Message> method) {
    var marshaller = (PrototypeMarshaller<Message>) method.getRequestMarshaller();
    Message.Builder request =
        Objects.requireNonNull(marshaller.getMessagePrototype()).newBuilderForType();
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      String id = existing.get(field.getName());
      if (id != null && field.getType() == FieldDescriptor.Type.STRING && !field.isRepeated()) {
        request.setField(field, id);
      }
    }
    return request.build();
  }
}
