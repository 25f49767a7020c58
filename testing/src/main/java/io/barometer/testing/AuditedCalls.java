package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.audit.chain.VerifyingKey;
import io.barometer.audit.verify.ExportCheck;
import io.barometer.audit.verify.ExportLine;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditProto;
import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.proto.audit.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import io.barometer.proto.audit.v1.ExportAuditEntriesRequest;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import io.barometer.proto.audit.v1.GetAuditKeyRequest;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes calls and looks what each of them added to the service's audit trail. */
public final class AuditedCalls {
  private final AuditServiceBlockingStub trail;
  private final Set<String> called = new TreeSet<>();

  /** Looks at the trail of the tenant of a credential. */
  public AuditedCalls(Channel admin) {
    this.trail = AuditServiceGrpc.newBlockingStub(admin);
  }

  /** A call, or something else that changes what is stored. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** The actions that a contract says a call is audited as; none when it does not. */
  public static List<AuditAction> actions(MethodDescriptor<?, ?> rpc) {
    return rpc.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier contract
        ? contract.getMethodDescriptor().getOptions().getExtension(AuditProto.audited)
        : List.of();
  }

  /** Every call of a package's contracts that says how it is audited. */
  public static Set<String> declared(String contracts) {
    return Contracts.services().stream()
        .flatMap(service -> service.getMethods().stream())
        .filter(rpc -> rpc.getFullMethodName().startsWith(contracts))
        .filter(rpc -> !actions(rpc).isEmpty())
        .map(MethodDescriptor::getFullMethodName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Makes a call that must add one entry, of an action that its contract says. */
  public AuditEntry one(MethodDescriptor<?, ?> rpc, Work call) throws Exception {
    AuditEntry entry = one(call);
    assertThat(actions(rpc)).as(rpc.getFullMethodName()).contains(entry.getAction());
    called.add(rpc.getFullMethodName());
    return entry;
  }

  /** Does something that must add one entry. */
  public AuditEntry one(Work call) throws Exception {
    long before = last();
    call.run();
    List<AuditEntry> added = entries(before + 1);
    assertThat(added).as("one entry").hasSize(1);
    return added.getFirst();
  }

  /** Does something that must add none. */
  public void none(Work call) throws Exception {
    long before = last();
    call.run();
    assertThat(entries(before + 1)).isEmpty();
  }

  /** The calls that were made by {@link #one(MethodDescriptor, Work)}. */
  public Set<String> called() {
    return called;
  }

  /** Entries from a sequence on. */
  public List<AuditEntry> entries(long from) {
    List<AuditEntry> entries = new ArrayList<>();
    trail
        .exportAuditEntries(ExportAuditEntriesRequest.newBuilder().setFromSequence(from).build())
        .forEachRemaining(
            part -> {
              if (part.hasEntry()) {
                entries.add(part.getEntry());
              }
            });
    return entries;
  }

  /** The sequence of the last entry. */
  public long last() {
    List<ExportAuditEntriesResponse> parts = export();
    return parts.getLast().getHead().getSequence();
  }

  /** Fails unless the whole chain is right and signed by the tests' key. */
  public void holds(String service) {
    var key =
        VerifyingKey.parse(
            trail.getAuditKey(GetAuditKeyRequest.getDefaultInstance()).getCurrent().getPublicKey());
    var checked =
        ExportCheck.of(
            List.of(service),
            export().stream().map(ExportLine::write),
            List.of(key),
            new TreeMap<>(Map.of()));
    assertThat(checked.wrong()).isEmpty();
    assertThat(checked.heads().values())
        .extracting(head -> head.getSequence())
        .containsExactly(last());
  }

  private List<ExportAuditEntriesResponse> export() {
    List<ExportAuditEntriesResponse> parts = new ArrayList<>();
    trail
        .exportAuditEntries(ExportAuditEntriesRequest.getDefaultInstance())
        .forEachRemaining(parts::add);
    return parts;
  }
}
