package io.barometer.launcher.demo;

import io.barometer.embedded.Mailbox;
import io.barometer.embedded.SlackReceiver;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.client.Target;
import io.barometer.launcher.importer.ImportOptions;
import io.barometer.launcher.importer.ImportRefused;
import io.barometer.launcher.importer.ImportText;
import io.barometer.launcher.importer.Importer;
import io.barometer.launcher.show.Colour;
import io.barometer.launcher.show.Terminal;
import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.RunningStack;
import io.barometer.launcher.stack.Service;
import io.barometer.launcher.stack.Stack;
import io.barometer.launcher.stack.StackOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The whole way once: start, import, score, explain, alert, show. Nothing is left running. */
public final class Demo {
  private static final Duration AWAKE = Duration.ofDays(30);

  private final Terminal terminal;
  private final Consumer<String> out;

  /** A demo that prints its lines there. */
  public Demo(Terminal terminal, Consumer<String> out) {
    this.terminal = terminal;
    this.out = out;
  }

  /** Runs it and returns the account that it told about. */
  public String run(DemoOptions options)
      throws CommandFailed, ImportRefused, IOException, InterruptedException {
    DemoFolder.prepare(options.data());
    Addresses addresses = new Addresses(options.portBase());
    long started = System.nanoTime();
    try (SlackReceiver slack = SlackReceiver.start(addresses.slackPort());
        Mailbox mailbox = Mailbox.start(addresses.smtpPort());
        RunningStack stack =
            Stack.start(stack(options, addresses), step -> out.accept(step + " …"));
        Connection connection = new Connection(Target.of(stack.addresses(), stack.credentials()))) {
      out.accept("Everything is up after %.0f s.".formatted((System.nanoTime() - started) / 1e9));
      Instant awakeFrom = fill(connection, addresses, slack, options);
      return new DemoReport(terminal, out, connection).show(awakeFrom, slack, mailbox);
    }
  }

  /** The replay clock follows the data; only here may messages go to this machine itself. */
  private static StackOptions stack(DemoOptions options, Addresses addresses) {
    return StackOptions.in(options.data())
        .on(options.portBase())
        .with(StackOptions.Clock.REPLAY)
        .with(Service.ALERTING, "barometer.destinations.allow", "127.0.0.1")
        .with(Service.ALERTING, "barometer.smtp.port", "" + addresses.smtpPort());
  }

  private Instant fill(
      Connection connection, Addresses addresses, SlackReceiver slack, DemoOptions options)
      throws CommandFailed, ImportRefused, IOException, InterruptedException {
    heading("Importing " + options.file().getFileName());
    ImportOptions example = ImportOptions.of(options.file());
    Importer importer = new Importer(connection.ingestion(), terminal, System.err);
    Instant awakeFrom = importer.newest(example).minus(AWAKE);
    new Receivers(connection.alerting()).connect(slack.address(), awakeFrom);
    ImportText.lines(importer.run(example)).forEach(out);
    try (Metrics alerting = new Metrics(addresses.http(Service.ALERTING))) {
      new CatchUp(connection, alerting, terminal, System.err).await();
    }
    return awakeFrom;
  }

  private void heading(String text) {
    out.accept("");
    out.accept(terminal.paint(Colour.BOLD, text));
  }
}
