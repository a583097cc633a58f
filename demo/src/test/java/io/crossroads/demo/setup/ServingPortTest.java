package io.crossroads.demo.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    try (ServerSocket taker = new ServerSocket()) {
      takeTheUsualOne(taker);

      assertNotEquals(ServingPort.USUAL, ServingPort.orAnother(OptionalInt.empty()));
    }
  }

  private static void takeTheUsualOne(ServerSocket taker) throws IOException {
    try {
      taker.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ServingPort.USUAL));
    } catch (BindException taken) {
      // something else on this machine has it, which is as good
    }
  }
}
