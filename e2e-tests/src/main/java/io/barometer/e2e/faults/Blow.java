package io.barometer.e2e.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One kill −9: of whom, after how many acknowledged batches of the round's import, and how much
 * later.
 *
 * @param afterBatches 0 to 4
 * @param delayMillis 0 to 1,499
 */
record Blow(Target target, int afterBatches, int delayMillis) {
  private static final int BATCHES = 5;
  private static final int LONGEST_DELAY_MILLIS = 1_500;
  private static final int SECOND_BLOW_PERCENT = 25;

  /**
   * The blows of so many rounds: every five rounds meet every target once as the first blow, and
   * about every fourth round has a second blow. The same seed gives the same plan.
   */
  static List<List<Blow>> plan(int rounds, long seed) {
    Random random = new Random(seed);
    List<List<Blow>> plan = new ArrayList<>();
    List<Target> left = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      if (left.isEmpty()) {
        left.addAll(List.of(Target.values()));
        Collections.shuffle(left, random);
      }
      List<Blow> blows = new ArrayList<>();
      blows.add(on(left.removeFirst(), random));
      if (random.nextInt(100) < SECOND_BLOW_PERCENT) {
        blows.add(on(Target.values()[random.nextInt(Target.values().length)], random));
      }
      plan.add(List.copyOf(blows));
    }
    return plan;
  }

  private static Blow on(Target target, Random random) {
    return new Blow(target, random.nextInt(BATCHES), random.nextInt(LONGEST_DELAY_MILLIS));
  }

  @Override
  public String toString() {
    return target.processName() + " after " + afterBatches + " batches + " + delayMillis + " ms";
  }
}
