package io.crossroads.batch.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who a process is, so that another on the same machine can tell whether it still runs.
 *
 * @param machine stands for the host, its boot and its space of process ids, so that containers of
 *     one host name are machines of their own
 * @param process the process id
 * @param started when the process began, in milliseconds since 1970; ids are used again
 */
record ProcessIdentity(String machine, long process, long started) {

  /** What is known of a process. */
  enum State {
    RUNS,
    GONE,
    /** It is or was on another machine. */
    UNKNOWN
  }

  private static final ProcessIdentity OWN =
      new ProcessIdentity(
          thisMachine(), ProcessHandle.current().pid(), started(ProcessHandle.current()));

  /** The identity of this process. */
  static ProcessIdentity own() {
    return OWN;
  }

  /** A name for one of this process's runs, from which {@link #stateOf} tells the process. */
  String runName() {
    return machine + '-' + process + '-' + started + '-' + UUID.randomUUID();
  }

  /** The process for people. */
  String description() {
    String user = System.getProperty("user.name");
    return "process " + process + " of " + user + " on " + hostName() + '\n';
  }

  /** What is known of the process that made a name. */
  static State stateOf(String runName) {
    String[] parts = runName.split("-", 4);
    if (parts.length < 4 || !parts[0].equals(OWN.machine)) {
      return State.UNKNOWN;
    }
    try {
      long wanted = Long.parseLong(parts[2]);
      Optional<ProcessHandle> found = ProcessHandle.of(Long.parseLong(parts[1]));
      boolean runs =
          found
              .filter(ProcessHandle::isAlive)
              .filter(handle -> started(handle) == wanted)
              .isPresent();
      return runs ? State.RUNS : State.GONE;
    } catch (NumberFormatException e) {
      return State.UNKNOWN;
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String thisMachine() {
    String all =
        hostName() + content("/proc/sys/kernel/random/boot_id") + link("/proc/self/ns/pid");
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, 12);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** What Linux tells in a file; nothing on other systems. */
  private static String content(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String link(String file) {
    try {
      return Files.readSymbolicLink(Path.of(file)).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
