package io.crossroads.e2e;

import java.util.Locale;

/**
 * A process that is killed in a container.
 *
 * @param name what people call it
 * @param service whose container it runs in
 * @param words a part of its command line that no other process there has
 */
record Fault(String name, String service, String words) {

  /** Looks into /proc, as not every image has the programs for it; the words come by a variable. */
  private static final String KILL =
      """
      for process in /proc/[0-9]*; do
        number=${process#/proc/}
        [[ $number != 1 && $number != $$ ]] || continue
        command=$(tr '\\0' ' ' < "$process/cmdline" 2> /dev/null) || continue
        [[ $command != *"$WORDS"* ]] || { kill -9 "$number" && echo "killed $number"; }
      done
      """;

  /** Kills it as a crash would: without the engine's knowledge, so that restarts are not off. */
  void strike(Stack stack) {
    Command kill =
        stack.compose().command("exec", "-T", "-e", "WORDS=" + words, service, "bash", "-c", KILL);
    String said = kill.run().output();
    if (!said.contains("killed ")) {
      throw new AssertionError(
          String.format(Locale.ROOT, "no process '%s' in %s: %s", words, service, said));
    }
  }
}
