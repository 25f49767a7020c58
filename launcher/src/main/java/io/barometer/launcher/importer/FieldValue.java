package io.barometer.launcher.importer;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.launcher.show.Days;
import io.barometer.model.name.NearestName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Reads the text of a cell as the type that a field needs. */
final class FieldValue {
  private FieldValue() {}

  /** Whether a message field can be written as one text. */
  static boolean readable(FieldDescriptor field) {
    String type = field.getMessageType().getFullName();
    return type.equals(Money.getDescriptor().getFullName())
        || type.equals(Date.getDescriptor().getFullName());
  }

  static Object of(FieldDescriptor field, String text) throws ValueProblem {
    return switch (field.getJavaType()) {
      case STRING -> text;
      case INT -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE, FLOAT -> number(text);
      case BOOLEAN -> truth(text);
      case ENUM -> choice(field, text);
      case MESSAGE -> field.getMessageType().getName().equals("Date") ? date(text) : money(text);
      case BYTE_STRING -> throw new ValueProblem("bytes cannot be imported");
    };
  }

  private static long whole(String text, long least, long most) throws ValueProblem {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      throw new ValueProblem("\"" + text + "\" is not a whole number");
    }
    throw new ValueProblem("\"" + text + "\" is too large");
  }

  private static double number(String text) throws ValueProblem {
    double value = decimal(text).doubleValue();
    if (Double.isInfinite(value)) {
      throw new ValueProblem("\"" + text + "\" is too large");
    }
    return value;
  }

  private static BigDecimal decimal(String text) throws ValueProblem {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException _) {
      throw new ValueProblem("\"" + text + "\" is not a number");
    }
  }

  private static boolean truth(String text) throws ValueProblem {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw new ValueProblem("\"" + text + "\" is neither true nor false");
    };
  }

  private static EnumValueDescriptor choice(FieldDescriptor field, String text)
      throws ValueProblem {
    List<EnumValueDescriptor> values = field.getEnumType().getValues();
    String first = values.getFirst().getName();
    String prefix = first.substring(0, first.length() - "UNSPECIFIED".length());
    String wanted = text.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    for (EnumValueDescriptor value : values) {
      if (value.getName().equals(wanted) || value.getName().equals(prefix + wanted)) {
        return value;
      }
    }
    List<String> names =
        values.stream().skip(1).map(value -> value.getName().substring(prefix.length())).toList();
    throw new ValueProblem(
        "\""
            + text
            + "\" is not one of "
            + String.join(", ", names)
            + "."
            + NearestName.hint(wanted, names));
  }

  private static Date date(String text) throws ValueProblem {
    try {
      return Days.date(LocalDate.parse(text.strip()));
    } catch (DateTimeException _) {
      throw new ValueProblem("\"" + text + "\" is not a date: write it like 2017-12-31");
    }
  }

  private static Money money(String text) throws ValueProblem {
    String[] words = text.strip().split("\\s+");
    if (words.length != 2 || !words[1].matches("[A-Z]{3}")) {
      throw new ValueProblem(
          "\"" + text + "\" is not an amount of money: write it like 1250.50 EUR");
    }
    BigDecimal amount = decimal(words[0]);
    try {
      if ((long) amount.precision() - amount.scale() > 18) {
        throw new ArithmeticException("checked before it is written out in digits");
      }
      BigDecimal units = amount.setScale(0, RoundingMode.DOWN);
      return Money.newBuilder()
          .setCurrencyCode(words[1])
          .setUnits(units.longValueExact())
          .setNanos(amount.subtract(units).movePointRight(9).intValueExact())
          .build();
    } catch (ArithmeticException _) {
      throw new ValueProblem("\"" + text + "\" is too large or has more than nine decimals");
    }
  }
}
