package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.importer.ImportRefused;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Ends a failed command with exit code 1 and lines that say what to do. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    for (String line : lines(failure)) {
      err.println(line);
    }
    err.flush();
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }

  private static List<String> lines(Exception failure) {
    return switch (failure) {
      case CommandFailed failed -> headed(text(failed), failed.lines());
      case ImportRefused refused -> headed(text(refused), refused.lines());
      case StatusRuntimeException remote -> RemoteErrors.lines(remote);
      case InterruptedException _ -> List.of("Interrupted.");
      default -> List.of(text(failure));
    };
  }

  private static List<String> headed(String headline, List<String> details) {
    return Stream.concat(Stream.of(headline), details.stream().map(line -> "  " + line)).toList();
  }

  private static String text(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
