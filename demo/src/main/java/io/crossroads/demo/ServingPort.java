package io.crossroads.demo;

import io.crossroads.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** The port that answers are served at. */
final class ServingPort {

  /** Where {@code bin/crossroads query} asks unless it is told otherwise. */
  static final int USUAL = 8_000;

  private ServingPort() {}

  /** The port that was asked for, else the usual one, else any that is free. */
  static int orAnother(OptionalInt wanted) {
    return wanted.orElseGet(() -> isFree(USUAL) ? USUAL : FreePorts.next());
  }

  /** At every address, as a name such as localhost may stand for several. */
  private static boolean isFree(int port) {
    return canListen(new InetSocketAddress(port))
        && canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static boolean canListen(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
