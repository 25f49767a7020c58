package io.barometer.launcher.cli;

import picocli.CommandLine.Command;

/** Candidates tried on all of history. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Tries a model on all of history, beside the model in effect.")
final class ReplayCommand {}
