package io.barometer.launcher.cli;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.Viewpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From where a score is looked at. */
final class ViewOptions {
  @Option(
      names = "--as-of",
      paramLabel = "T",
      description = "What had happened by then: a date (its end) or an instant (default: now).",
      converter = MomentConverter.class)
  private @Nullable Timestamp asOf;

  @Option(
      names = "--known-at",
      paramLabel = "T",
      description = "What had been recorded by then (default: everything recorded by now).",
      converter = MomentConverter.class)
  private @Nullable Timestamp knownAt;

  @Option(
      names = "--model",
      paramLabel = "NAME[@VERSION]",
      description = "Under this model (default: the one in effect, at --known-at if given).")
  private String model = "";

  /** Sets what was given in a request that has the fields of a viewpoint beside others. */
  void into(Message.Builder request) {
    of(asOf, knownAt, model)
        .getAllFields()
        .forEach(
            (field, value) ->
                request.setField(
                    request.getDescriptorForType().findFieldByName(field.getName()), value));
  }

  /** A viewpoint; a model that is not named is the one in effect. */
  static Viewpoint of(@Nullable Timestamp asOf, @Nullable Timestamp knownAt, String model) {
    var viewpoint = Viewpoint.newBuilder();
    if (asOf != null) {
      viewpoint.setAsOfTime(asOf);
    }
    if (knownAt != null) {
      viewpoint.setKnownAtTime(knownAt);
    }
    if (!model.isEmpty()) {
      viewpoint.setModel(model(model));
    }
    return viewpoint.build();
  }

  static ModelRef model(String text) {
    int split = text.lastIndexOf('@');
    return split < 1
        ? ModelRef.newBuilder().setScorecard(text).build()
        : ModelRef.newBuilder()
            .setScorecard(text.substring(0, split))
            .setVersion(text.substring(split + 1))
            .build();
  }
}
