package io.barometer.launcher.cli;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.KeyText;
import io.barometer.proto.ingestion.v1.ApiKey;
import io.barometer.proto.ingestion.v1.CreateKeyRequest;
import io.barometer.proto.ingestion.v1.CreateKeyResponse;
import io.barometer.proto.ingestion.v1.ListKeysRequest;
import io.barometer.proto.ingestion.v1.RevokeKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The keys with which sources record events. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The keys with which sources record events.")
final class KeysCommand {
  private static final String JSON = "One JSON object per key.";
  private static final String ID = "As keys list names it.";

  private final BarometerCommand barometer;

  KeysCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(mixinStandardHelpOptions = true, description = "Makes a key; shows its text this once.")
  int create(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = "What the key is for.") String name,
      @Option(
              names = "--source",
              paramLabel = "SOURCE",
              description = "A source that its events may name (default: any). Repeatable.")
          @Nullable List<String> sources,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              description = "A type of event that it may record (default: any). Repeatable.")
          @Nullable List<String> types,
      @Option(names = "--for", paramLabel = "TIME", description = "It expires after 12h, 90d, ….")
          @Nullable String length,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    CreateKeyRequest.Builder request = CreateKeyRequest.newBuilder().setName(name);
    if (sources != null) {
      request.addAllSources(sources);
    }
    if (types != null) {
      request.addAllEventTypes(types);
    }
    if (length != null) {
      long end = Instant.now().plus(YamlFile.length(length)).getEpochSecond();
      request.setExpireTime(Timestamp.newBuilder().setSeconds(end));
    }
    try (Connection connection = barometer.connect(stack)) {
      CreateKeyResponse made = connection.keys().createKey(request.build());
      made(made.getKey(), made.getSecret(), json);
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists the keys, without their texts.")
  int list(@Mixin StackChoice stack, @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<ApiKey> keys =
          connection.keys().listKeys(ListKeysRequest.getDefaultInstance()).getKeysList();
      if (json) {
        keys.forEach(key -> barometer.print(KeyText.json(key)));
      } else if (keys.isEmpty()) {
        barometer.print("There is no key yet.");
      } else {
        barometer.print(KeyText.table(barometer.terminal(), keys));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Makes a key in the place of another, which works on for a while.")
  int rotate(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "KEY", description = ID) String keyId,
      @Option(
              names = "--overlap",
              paramLabel = "TIME",
              defaultValue = "24h",
              description = "For how long the old one works on (default: ${DEFAULT-VALUE}).")
          String overlap,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    long seconds = YamlFile.length(overlap).toSeconds();
    var request =
        RotateKeyRequest.newBuilder()
            .setKeyId(keyId)
            .setOverlap(Duration.newBuilder().setSeconds(seconds));
    try (Connection connection = barometer.connect(stack)) {
      RotateKeyResponse rotated = connection.keys().rotateKey(request.build());
      made(rotated.getKey(), rotated.getSecret(), json);
      if (!json) {
        barometer.print(
            "The key " + keyId + " works on " + KeyText.end(rotated.getReplaced()) + ".");
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Ends a key within seconds.")
  int revoke(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "KEY", description = ID) String keyId,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    var request = RevokeKeyRequest.newBuilder().setKeyId(keyId).build();
    try (Connection connection = barometer.connect(stack)) {
      ApiKey revoked = connection.keys().revokeKey(request).getKey();
      if (json) {
        barometer.print(KeyText.json(revoked));
      } else {
        barometer.print("The key " + revoked.getKeyId() + " is revoked.");
      }
      return 0;
    }
  }

  private void made(ApiKey key, String secret, boolean json) {
    if (json) {
      barometer.print(KeyText.json(key).put("secret", secret));
    } else {
      barometer.print("The key " + key.getKeyId() + " works " + KeyText.end(key) + ".");
      barometer.print("Its text, shown this once: " + secret);
    }
  }
}
