package io.barometer.e2e.cases;

import io.barometer.e2e.example.ExampleFile;
import io.barometer.language.ModelCase;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceBlockingStub;
import java.nio.file.Path;
import java.util.List;

/**
 * An example model of a golden figure, put in effect as a score with the model's own name.
 *
 * @param name of the model, its file and its score
 */
record GoldenModel(String name) {
  static final GoldenModel FIVE_DIMENSIONS = new GoldenModel("weighted-average");
  static final GoldenModel FOUR_DIMENSIONS = new GoldenModel("four-dimensions");
  static final GoldenModel MISSING_AS_ZERO = new GoldenModel("missing-zero");
  static final GoldenModel MISSING_LEFT_OUT = new GoldenModel("missing-excluded");
  static final GoldenModel POINTS = new GoldenModel("points");
  static final GoldenModel DECAY = new GoldenModel("decay");

  static final List<GoldenModel> ALL =
      List.of(FIVE_DIMENSIONS, FOUR_DIMENSIONS, MISSING_AS_ZERO, MISSING_LEFT_OUT, POINTS, DECAY);

  /** The accounts of the figures; both models about missing inputs speak of the same ones. */
  static List<ModelCase> cases() {
    return List.of(
        FIVE_DIMENSIONS.told(0),
        FOUR_DIMENSIONS.told(0),
        MISSING_AS_ZERO.told(0),
        MISSING_AS_ZERO.told(1),
        POINTS.told(0),
        POINTS.told(1),
        DECAY.told(0));
  }

  /** One of the cases that stand beside the model file. */
  ModelCase told(int number) {
    return ModelCase.read(RecordedCases.text(file(".cases.yaml"))).get(number);
  }

  /** Drafts the file as it stands, but for the name of the score, and activates it. */
  void activate(ModelServiceBlockingStub models) {
    String line = "scorecard: " + name + "\n";
    String yaml = RecordedCases.text(file(".yaml")).replace(line, line + "score: " + name + "\n");
    ModelChange change = ModelChange.newBuilder().setAuthor("kim").setReason("golden").build();
    var drafted =
        models.draftModel(DraftModelRequest.newBuilder().setYaml(yaml).setChange(change).build());
    var unused =
        models.activateModel(
            ActivateModelRequest.newBuilder()
                .setModel(drafted.getModel())
                .setChange(change)
                .build());
  }

  private Path file(String ending) {
    return ExampleFile.checkout().resolve("examples/models").resolve(name + ending);
  }
}
