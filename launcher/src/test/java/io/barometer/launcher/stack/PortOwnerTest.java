package io.barometer.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.embedded.FreePorts;
import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortOwnerTest {
  private static final List<String> TABLE =
      List.of(
          "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
          "   0: 0100007F:1D08 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1",
          "   1: 0100007F:1D08 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 4712 1",
          "   2: 0100007F:1D09 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1");

  @Test
  void onlyTheListeningSocketOfThePortCounts() {
    assertThat(PortOwner.listening(TABLE, 7432)).containsExactly("socket:[4711]");
    assertThat(PortOwner.listening(TABLE, 7434)).isEmpty();
  }

  @Test
  void theProcessThatListensIsFound() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(PortOwner.of(socket.getLocalPort()))
          .hasValueSatisfying(
              owner -> assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid()));
    }
  }

  @Test
  void aTakenPortIsToldWithItsUseAndItsOwner() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = socket.getLocalPort();
      assertThatThrownBy(() -> PortCheck.requireFree(Map.of(port, "PostgreSQL")))
          .isInstanceOf(ServerFailedException.class)
          .hasMessage(
              "Port %d (for PostgreSQL) is in use by java (process %d).\n"
                      .formatted(port, ProcessHandle.current().pid())
                  + "Stop what uses them, or choose other ports: --port-base 17400");
    }
  }

  @Test
  void aFreePortIsFree() {
    int port = FreePorts.take(1)[0];
    assertThatCode(() -> PortCheck.requireFree(Map.of(port, "Kafka"))).doesNotThrowAnyException();
    assertThat(PortOwner.of(port)).isEmpty();
  }
}
