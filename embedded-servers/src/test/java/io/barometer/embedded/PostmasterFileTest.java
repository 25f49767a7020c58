package io.barometer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostmasterFileTest {
  private static final List<String> STARTING =
      List.of("4711", "/data/cluster", "1795000000", "7432", "", "127.0.0.1", "  1234  5");

  @Test
  void aServerIsReadyWhenLineEightSaysSo() {
    assertThat(PostmasterFile.parse(STARTING)).contains(new PostmasterFile(4711, false));
    assertThat(PostmasterFile.parse(with("starting"))).contains(new PostmasterFile(4711, false));
    assertThat(PostmasterFile.parse(with("ready   "))).contains(new PostmasterFile(4711, true));
  }

  @Test
  void aHalfWrittenFileIsNoServer() {
    assertThat(PostmasterFile.parse(List.of())).isEmpty();
    assertThat(PostmasterFile.parse(List.of(""))).isEmpty();
  }

  @Test
  void anIdThatBelongsToAnotherProgramByNowIsNoServer() {
    assertThat(new PostmasterFile(ProcessHandle.current().pid(), true).process()).isEmpty();
  }

  private static List<String> with(String state) {
    return java.util.stream.Stream.concat(STARTING.stream(), java.util.stream.Stream.of(state))
        .toList();
  }
}
