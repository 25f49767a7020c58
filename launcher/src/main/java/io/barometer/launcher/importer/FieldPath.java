package io.barometer.launcher.importer;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.barometer.model.name.NearestName;
import java.util.ArrayList;
import java.util.List;

/** A field of a payload, found by its dotted name, for example {@code profile.seats_contracted}. */
final class FieldPath {
  private final List<FieldDescriptor> steps;

  private FieldPath(List<FieldDescriptor> steps) {
    this.steps = steps;
  }

  /**
   * Finds the field.
   *
   * @throws IllegalArgumentException with a text for people when there is none, or when it holds
   *     fields itself
   */
  static FieldPath of(Descriptor message, String dotted) {
    List<FieldDescriptor> steps = new ArrayList<>();
    Descriptor at = message;
    for (String name : dotted.split("\\.", -1)) {
      FieldDescriptor field = at.findFieldByName(name);
      if (field == null) {
        List<String> names = at.getFields().stream().map(FieldDescriptor::getName).toList();
        throw new IllegalArgumentException(
            "there is no field \"" + name + "\"." + NearestName.hint(name, names));
      }
      steps.add(field);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        at = field.getMessageType();
      }
    }
    FieldDescriptor last = steps.getLast();
    if (last.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !FieldValue.readable(last)) {
      throw new IllegalArgumentException(
          "\"" + dotted + "\" holds fields itself: write \"" + dotted + ".<field>\"");
    }
    return new FieldPath(List.copyOf(steps));
  }

  /** Sets the field from text; empty text leaves it unset, which means "not told". */
  void set(Message.Builder payload, String text) throws ValueProblem {
    if (text.isEmpty()) {
      return;
    }
    Message.Builder at = payload;
    for (FieldDescriptor step : steps.subList(0, steps.size() - 1)) {
      at = at.getFieldBuilder(step);
    }
    FieldDescriptor last = steps.getLast();
    if (last.isRepeated()) {
      for (String item : text.split(";")) {
        at.addRepeatedField(last, FieldValue.of(last, item.strip()));
      }
    } else {
      at.setField(last, FieldValue.of(last, text));
    }
  }
}
