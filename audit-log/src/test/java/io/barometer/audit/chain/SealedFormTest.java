package io.barometer.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The figures were computed by another program, from docs/audit.md. */
class SealedFormTest {
  private static final AuditEntry ENTRY =
      AuditEntry.newBuilder()
          .setService("alerting")
          .setTenantId("acme")
          .setSequence(1)
          .setRecordedTime(Timestamp.newBuilder().setSeconds(1_800_000_000).setNanos(123_456_000))
          .setActor(
              AuditActor.newBuilder()
                  .setName("kim")
                  .addRoles("admin")
                  .addRoles("source")
                  .setVia("grpc"))
          .setAction(AuditAction.AUDIT_ACTION_RULE_CHANGED)
          .setTarget("rule big-loss")
          .setReason("zu viele Verluste – prüfen")
          .setDetail("{\"rule\":{\"name\":\"big-loss\"}}")
          .setKeyFingerprint("ab".repeat(32))
          .build();
  private static final String HASH =
      "778001443f5c3452d366db8eae3f6ce3b1e41322bcece2a7a04cee2044b86047";

  @Test
  void anEntryHasTheHashThatAnyOtherProgramComputes() {
    assertThat(SealedForm.hash(SealedForm.NO_HASH, ENTRY)).isEqualTo(HASH);
  }

  @Test
  void textsDoNotRunIntoEachOther() {
    AuditEntry moved =
        ENTRY.toBuilder().setTarget("rule big-los").setReason("s" + ENTRY.getReason()).build();
    assertThat(SealedForm.hash(SealedForm.NO_HASH, moved)).isNotEqualTo(HASH);
  }

  @Test
  void aHeadHasTheBytesThatAnyOtherProgramSigns() {
    assertThat(SealedForm.head("alerting", "acme", 1, HASH))
        .isEqualTo(
            HexFormat.of()
                .parseHex(
                    "000000176261726f6d657465722d61756469742d686561642d763100000008616c657274"
                        + "696e670000000461636d650000000000000001778001443f5c3452d366db8eae3f6ce3b1"
                        + "e41322bcece2a7a04cee2044b86047"));
  }

  @Test
  void everyActionHasANameThatLeadsBackToIt() {
    for (AuditAction action : AuditAction.values()) {
      if (action != AuditAction.UNRECOGNIZED) {
        assertThat(SealedForm.action(SealedForm.name(action))).isEqualTo(action);
      }
    }
  }
}
