package io.barometer.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessStatTest {

  @Test
  void aLineTellsParentAndTicks() {
    String line =
        "4711 (postgres) S 4700 4711 4711 0 -1 4194560 1 2 3 4 150 50 30 20 20 0 1 0 99 1 2";

    assertThat(ProcessStat.parse(line)).isEqualTo(new ProcessStat(4711, 4700, 200, 50));
  }

  @Test
  void aCommandMayHoldBlanksAndBrackets() {
    String line = "7 (a) b (c)) R 1 7 7 0 -1 0 0 0 0 0 10 5 2 1 20 0 1 0 99 1 2";

    assertThat(ProcessStat.parse(line)).isEqualTo(new ProcessStat(7, 1, 15, 3));
  }

  @Test
  void somethingElseIsRefused() {
    assertThatThrownBy(() -> ProcessStat.parse("nothing"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTreeHoldsChildrenOfChildrenInAnyOrder() {
    List<ProcessStat> all =
        List.of(stat(30, 20), stat(20, 10), stat(10, 1), stat(40, 1), stat(50, 40));

    assertThat(ProcessTree.tree(10, all)).containsExactlyInAnyOrder(10L, 20L, 30L);
  }

  @Test
  void thisProcessHasUsedItsCpuAndHoldsMemory() {
    long self = ProcessHandle.current().pid();

    assertThat(ProcessTree.cpuSeconds(self)).isPositive();
    assertThat(ProcessTree.withChildren(self)).contains(self);
    assertThat(Memory.residentMib(self)).isPositive();
  }

  private static ProcessStat stat(long pid, long parent) {
    return new ProcessStat(pid, parent, 0, 0);
  }
}
