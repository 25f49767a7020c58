package io.barometer.launcher.stack;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code system} or {@code replay}. */
final class ClockConverter implements ITypeConverter<StackOptions.Clock> {
  @Override
  public StackOptions.Clock convert(String value) {
    return switch (value) {
      case "system" -> StackOptions.Clock.SYSTEM;
      case "replay" -> StackOptions.Clock.REPLAY;
      default -> throw new TypeConversionException("'" + value + "' is not system or replay");
    };
  }
}
