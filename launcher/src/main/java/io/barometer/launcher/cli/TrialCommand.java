package io.barometer.launcher.cli;

import picocli.CommandLine.Command;

/** Models that run beside the one in effect. */
@Command(
    name = "trial",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Lets a model run beside the one in effect, as a shadow or for a share of accounts.")
final class TrialCommand {}
