package io.barometer.launcher.cli;

import io.barometer.audit.chain.VerifyingKey;
import io.barometer.audit.verify.KeyFile;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.audit.v1.AuditKey;
import io.barometer.proto.audit.v1.GetAuditKeyRequest;
import io.barometer.proto.audit.v1.GetAuditKeyResponse;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description =
        "Prints the public keys that sign the audit trail, and those that did, as PEM. Keep them where"
            + " whoever runs the platform cannot change them.")
final class AuditKeyCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  AuditKeyCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    Set<AuditKey> keys = new LinkedHashSet<>();
    try (Connection connection = barometer.connect(stack)) {
      for (AuditedServices service : AuditedServices.values()) {
        GetAuditKeyResponse told =
            service.trail(connection).getAuditKey(GetAuditKeyRequest.getDefaultInstance());
        keys.add(told.getCurrent());
        keys.addAll(told.getFormerList());
      }
    }
    for (AuditKey key : keys) {
      barometer.print("# " + key.getFingerprint());
      barometer.print(KeyFile.lines(VerifyingKey.parse(key.getPublicKey())));
    }
    return 0;
  }
}
