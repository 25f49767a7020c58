package io.barometer.launcher.cli;

import com.google.protobuf.Duration;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ReceiverText;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.PreviewDigestRequest;
import io.barometer.proto.alerting.v1.PreviewDigestResponse;
import io.barometer.proto.alerting.v1.PreviewTemplateRequest;
import io.barometer.proto.alerting.v1.PreviewTemplateResponse;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutReceiverResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.RotateSecretRequest;
import io.barometer.proto.alerting.v1.RotateSecretResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who can be told. */
@Command(
    name = "receivers",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows and changes who can be told: Slack, e-mail, webhooks, subscribers.")
final class ReceiversCommand {
  private static final String JSON = "One JSON object per receiver, without secrets.";

  private final BarometerCommand barometer;

  ReceiversCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists the receivers.")
  int list(@Mixin StackChoice stack, @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<Receiver> receivers =
          connection
              .alerting()
              .listReceivers(ListReceiversRequest.getDefaultInstance())
              .getReceiversList();
      if (json) {
        receivers.forEach(one -> barometer.print(ReceiverText.json(one)));
      } else if (receivers.isEmpty()) {
        barometer.print("Nobody can be told yet: ./barometer receivers put FILE");
      } else {
        barometer.print(ReceiverText.table(barometer.terminal(), receivers));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Creates or replaces the receivers of a file, YAML or JSON.")
  int put(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "FILE", description = "See docs/alerting.md.") String file)
      throws CommandFailed {
    List<Receiver> receivers = ReceiverFile.read(file);
    try (Connection connection = barometer.connect(stack)) {
      for (Receiver receiver : receivers) {
        PutReceiverResponse put =
            connection
                .alerting()
                .putReceiver(PutReceiverRequest.newBuilder().setReceiver(receiver).build());
        barometer.print(ReceiverText.put(put));
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Removes a receiver that nothing names.")
  int delete(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = "The receiver.") String name)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      connection
          .alerting()
          .deleteReceiver(DeleteReceiverRequest.newBuilder().setName(name).build());
      barometer.print("The receiver " + name + " is gone.");
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gives a webhook another secret, and prints it once; both sign for a while.")
  int rotate(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = "The webhook.") String name,
      @Option(
              names = "--overlap",
              paramLabel = "TIME",
              defaultValue = "1d",
              description = "So long both sign: 0s, 4h, 7d (default: ${DEFAULT-VALUE}).")
          String overlap)
      throws CommandFailed {
    long seconds = YamlFile.length(overlap).toSeconds();
    try (Connection connection = barometer.connect(stack)) {
      RotateSecretResponse rotated =
          connection
              .deliveries()
              .rotateSecret(
                  RotateSecretRequest.newBuilder()
                      .setReceiver(name)
                      .setOverlap(Duration.newBuilder().setSeconds(seconds))
                      .build());
      barometer.print(ReceiverText.rotated(name, rotated));
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows what people would read of an alert by the templates of a file.")
  int preview(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "FILE", description = "Receivers with a template.") String file,
      @Option(names = "--alert", paramLabel = "ID", required = true, description = "The alert.")
          String alert)
      throws CommandFailed {
    List<Receiver> receivers =
        ReceiverFile.read(file).stream().filter(Receiver::hasTemplate).toList();
    if (receivers.isEmpty()) {
      throw new CommandFailed("no receiver in " + file + " has a template");
    }
    try (Connection connection = barometer.connect(stack)) {
      for (Receiver receiver : receivers) {
        var request = PreviewTemplateRequest.newBuilder().setTemplate(receiver.getTemplate());
        PreviewTemplateResponse preview =
            connection.deliveries().previewTemplate(request.setAlertId(alert).build());
        barometer.print(ReceiverText.preview(receiver.getName(), preview));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows the digest that a subscriber would get now; sends nothing.")
  int digest(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = "The subscriber.") String name,
      @Option(names = "--html", paramLabel = "FILE", description = "Writes the mail's HTML there.")
          @Nullable Path html)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      PreviewDigestResponse preview =
          connection
              .deliveries()
              .previewDigest(PreviewDigestRequest.newBuilder().setReceiver(name).build());
      barometer.print(ReceiverText.digest(preview));
      if (html != null) {
        Files.writeString(html, preview.getHtml());
      }
      return 0;
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write " + html + ": " + unwritable.getMessage());
    }
  }
}
