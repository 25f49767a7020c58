package io.barometer.launcher.cli;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.Viewpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From where a score is looked at. */
final class ViewOptions {
  @Mixin private MomentOptions moments = new MomentOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME[@VERSION]",
      description = "Under this model (default: the one in effect, at --known-at if given).")
  private String model = "";

  /** Sets what was given in a request. */
  void into(Message.Builder request) {
    moments.into(request);
    set(request, of(null, null, model));
  }

  /**
   * Sets what a viewpoint says in a request that has its fields, or some of them, beside others.
   */
  static void set(Message.Builder request, Viewpoint viewpoint) {
    viewpoint
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

  /** A model by its name, and by its version where one is given. */
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
