package io.barometer.launcher.cli;

import io.barometer.launcher.show.Terminal;
import io.barometer.launcher.stack.DownCommand;
import io.barometer.launcher.stack.StatusCommand;
import io.barometer.launcher.stack.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line, put together. */
final class Cli {
  private Cli() {}

  /**
   * Runs a command and returns its exit code: 0 done, 1 refused or failed, 2 wrong usage; others
   * where the command says so.
   */
  static int run(
      Terminal terminal, TargetFinder targets, PrintWriter out, PrintWriter err, String... args) {
    BarometerCommand barometer = new BarometerCommand(terminal, targets);
    CommandLine line = new CommandLine(barometer);
    line.addSubcommand(new DemoCommand(barometer))
        .addSubcommand(new UpCommand())
        .addSubcommand(new DownCommand())
        .addSubcommand(new StatusCommand())
        .addSubcommand(new ImportCommand(barometer))
        .addSubcommand(new PortfolioCommand(barometer))
        .addSubcommand(new ScoreCommand(barometer))
        .addSubcommand(new ExplainCommand(barometer))
        .addSubcommand(new LedgerCommand(barometer))
        .addSubcommand(new WhatIfCommand(barometer))
        .addSubcommand(new SuggestCommand(barometer))
        .addSubcommand(new HistoryCommand(barometer))
        .addSubcommand(new TrendsCommand(barometer))
        .addSubcommand(new ForecastCommand(barometer))
        .addSubcommand(new ProveCommand(barometer))
        .addSubcommand(new VerifyCommand(barometer))
        .addSubcommand(new OverrideCommand(barometer))
        .addSubcommand(new RetractCommand(barometer))
        .addSubcommand(new CorrectionsCommand(barometer))
        .addSubcommand(new AlertsCommand(barometer))
        .addSubcommand(new IncidentsCommand(barometer))
        .addSubcommand(rulesCommand(barometer))
        .addSubcommand(new RoutingCommand(barometer))
        .addSubcommand(new SilenceCommand(barometer))
        .addSubcommand(new ReceiversCommand(barometer))
        .addSubcommand(new SubscriptionsCommand(barometer))
        .addSubcommand(new DeliveriesCommand(barometer))
        .addSubcommand(new PlaybooksCommand(barometer))
        .addSubcommand(new KeysCommand(barometer))
        .addSubcommand(auditCommand(barometer))
        .addSubcommand(new RebuildCommand(barometer))
        .addSubcommand(modelCommand(barometer))
        .addSubcommand(replayCommand(barometer))
        .addSubcommand(trialCommand(barometer))
        .addSubcommand(new CommandLine.HelpCommand());
    line.setOut(out);
    line.setErr(err);
    line.setExecutionExceptionHandler(new Failures());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    line.setUsageHelpWidth(Math.min(120, Math.max(80, terminal.width())));
    if (args.length == 0) {
      line.usage(out);
      return 2;
    }
    int code = line.execute(args);
    out.flush();
    err.flush();
    return code;
  }

  private static CommandLine replayCommand(BarometerCommand barometer) {
    return new CommandLine(new ReplayCommand(barometer))
        .addSubcommand(new ReplayStartCommand(barometer))
        .addSubcommand(new ReplayListCommand(barometer))
        .addSubcommand(new ReplayShowCommand(barometer))
        .addSubcommand(new ReplayAccountCommand(barometer))
        .addSubcommand(new ReplayAlertsCommand(barometer))
        .addSubcommand(new ReplayWatchCommand(barometer))
        .addSubcommand(new ReplayDeleteCommand(barometer));
  }

  private static CommandLine auditCommand(BarometerCommand barometer) {
    return new CommandLine(new AuditCommand(barometer))
        .addSubcommand(new AuditExportCommand(barometer))
        .addSubcommand(new AuditVerifyCommand(barometer))
        .addSubcommand(new AuditKeyCommand(barometer));
  }

  private static CommandLine rulesCommand(BarometerCommand barometer) {
    return new CommandLine(new RulesCommand(barometer))
        .addSubcommand(new RulesTryCommand(barometer));
  }

  private static CommandLine trialCommand(BarometerCommand barometer) {
    return new CommandLine(new TrialCommand())
        .addSubcommand(new TrialStartCommand(barometer))
        .addSubcommand(new TrialShowCommand(barometer))
        .addSubcommand(new TrialEndCommand(barometer));
  }

  private static CommandLine modelCommand(BarometerCommand barometer) {
    return new CommandLine(new ModelCommand(barometer))
        .addSubcommand(new ModelPushCommand(barometer))
        .addSubcommand(new ModelActivateCommand(barometer))
        .addSubcommand(new ModelRollbackCommand(barometer))
        .addSubcommand(new ModelListCommand(barometer))
        .addSubcommand(new ModelLogCommand(barometer));
  }
}
