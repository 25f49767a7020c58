package io.barometer.edge;

import io.barometer.proto.access.v1.AccessProto;
import io.barometer.proto.access.v1.Role;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.List;

/** Which roles an RPC requires: what its contract says by {@code required_role}. */
public final class RequiredRoles {

  private static final String OURS = "barometer.";

  private RequiredRoles() {}

  /** The roles of which a caller needs one; none when the contract does not say. */
  public static List<Role> of(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier contract
        ? contract.getMethodDescriptor().getOptions().getExtension(AccessProto.requiredRole)
        : List.of();
  }

  /**
   * Whether a caller may make this call. One of ours that says nothing is for nobody; one of gRPC's
   * own, such as reflection, is for every known credential.
   */
  static boolean allow(Caller caller, MethodDescriptor<?, ?> method) {
    List<Role> required = of(method);
    return required.isEmpty()
        ? !method.getFullMethodName().startsWith(OURS)
        : caller.roles().includeAny(required);
  }
}
