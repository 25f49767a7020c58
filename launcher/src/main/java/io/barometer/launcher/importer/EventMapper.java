package io.barometer.launcher.importer;

import com.google.protobuf.Message;
import io.barometer.launcher.importer.ImportMapping.FieldMapping;
import io.barometer.launcher.importer.ImportMapping.PayloadMapping;
import io.barometer.proto.event.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns the named cells of a row into an event, by a mapping, and names every cell that does not
 * fit.
 */
final class EventMapper {
  private static final int MAX_ACCOUNT = 200;
  private static final int MAX_KEY = 255;

  private final ImportMapping mapping;
  private final EventKeys keys = new EventKeys();

  EventMapper(ImportMapping mapping) {
    this.mapping = mapping;
  }

  Item map(long row, List<String> cells, UnaryOperator<String> valueOfColumn) {
    return new OneRow(row, cells, valueOfColumn).map();
  }

  /** A setter of one field, which may refuse its text. */
  private interface Setter {
    void set(String text) throws ValueProblem;
  }

  private final class OneRow {
    private final long row;
    private final List<String> cells;
    private final UnaryOperator<String> valueOfColumn;
    private final List<Problem> problems = new ArrayList<>();
    private final Event.Builder event = Event.newBuilder();

    OneRow(long row, List<String> cells, UnaryOperator<String> valueOfColumn) {
      this.row = row;
      this.cells = cells;
      this.valueOfColumn = valueOfColumn;
    }

    Item map() {
      put("account", mapping.account(), text -> event.setAccountId(present(text, MAX_ACCOUNT)));
      put("source", mapping.source(), text -> event.setSource(present(text, 100)));
      put("occurred_time", mapping.occurredTime(), this::occurred);
      if (mapping.receivedTime() != null) {
        put("received_time", mapping.receivedTime(), this::received);
      }
      for (Map.Entry<String, Template> label : mapping.attributes().entrySet()) {
        put(
            "attributes." + label.getKey(),
            label.getValue(),
            text -> event.putAttributes(label.getKey(), text));
      }
      put("type", mapping.type(), this::payload);
      return problems.isEmpty() ? good() : new Item.Bad(row, cells, problems);
    }

    private Item good() {
      if (mapping.key() == null) {
        event.setEventKey(keys.keyOf(event.buildPartial()));
        return new Item.Good(row, cells, event.build());
      }
      put("key", mapping.key(), text -> event.setEventKey(present(text, MAX_KEY)));
      return problems.isEmpty()
          ? new Item.Good(row, cells, event.build())
          : new Item.Bad(row, cells, problems);
    }

    private void occurred(String text) throws ValueProblem {
      event.setOccurredTime(TimeText.timestamp(present(text, MAX_KEY)));
    }

    private void received(String text) throws ValueProblem {
      event.setReceivedTime(TimeText.timestamp(present(text, MAX_KEY)));
    }

    private void payload(String typeName) throws ValueProblem {
      @Nullable PayloadMapping payload = mapping.payloads().get(typeName);
      if (payload == null) {
        throw new ValueProblem(
            EventTypes.find(typeName) == null
                ? EventTypes.unknown(typeName)
                : "the mapping does not say how to fill \""
                    + typeName
                    + "\": add it under payload");
      }
      Message.Builder builder = event.newBuilderForField(payload.type());
      for (FieldMapping field : payload.fields()) {
        put(field.name(), field.value(), text -> field.path().set(builder, text));
      }
      event.setField(payload.type(), builder.build());
    }

    private void put(String field, Template template, Setter setter) {
      try {
        setter.set(clean(template.fill(valueOfColumn)));
      } catch (ValueProblem e) {
        String column = template.columns().isEmpty() ? field : template.columns().getFirst();
        problems.add(new Problem(row, column, String.valueOf(e.getMessage())));
      }
    }

    private String present(String text, int longest) throws ValueProblem {
      if (text.isEmpty()) {
        throw new ValueProblem("it is empty");
      }
      if (text.length() > longest) {
        throw new ValueProblem("it is longer than " + longest + " characters");
      }
      return text;
    }

    private String clean(String text) throws ValueProblem {
      if (text.indexOf('\0') >= 0) {
        throw new ValueProblem("it holds a NUL character");
      }
      if (text.indexOf('\uFFFD') >= 0) {
        throw new ValueProblem("it is not UTF-8: save the file as UTF-8");
      }
      return text;
    }
  }
}
