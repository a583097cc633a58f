package io.crossroads.demo.setup;

import io.crossroads.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.OptionalInt;

/** The port that answers are served at. */
public final class ServingPort {

  /** Where {@code bin/crossroads query} asks unless it is told otherwise. */
  public static final int USUAL = 8_000;

  private ServingPort() {}

  /** The port that was asked for, else the usual one, else any that is free. */
  public static int orAnother(OptionalInt wanted) {
    return wanted.orElseGet(() -> isFree(USUAL) ? USUAL : FreePorts.next());
  }

  /** Where answers are served at a port of this machine. */
  public static URI address(int port) {
    return URI.create("http://localhost:" + port);
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
