package io.crossroads.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ServingPortTest {

  @Test
  void thePortThatWasAskedForIsKept() {
    assertEquals(8123, ServingPort.orAnother(OptionalInt.of(8123)));
  }

  @Test
  void whereTheUsualOneIsTakenAnyOtherDoes() throws IOException {
    try (ServerSocket taker = takeTheUsualOne()) {
      assertEquals(0, ServingPort.orAnother(OptionalInt.empty()));
    }
  }

  /** Nothing to take where something else on this machine has it already. */
  private static ServerSocket takeTheUsualOne() throws IOException {
    try {
      return new ServerSocket(ServingPort.USUAL, 1, InetAddress.getLoopbackAddress());
    } catch (IOException taken) {
      return null;
    }
  }
}
