package io.crossroads.serving.live;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One who follows live changes. Whoever reads slowly misses states in between, and gets the newest
 * one; nobody else waits for that.
 */
final class Listener {

  private final Optional<String> pipeline;
  private final ServletOutputStream stream;
  private final Executor executor;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Map<String, byte[]> waiting = new LinkedHashMap<>();
  private final Map<String, byte[]> newest = new HashMap<>();
  private boolean sending;

  /**
   * A listener whose response has begun.
   *
   * @param pipeline the only pipeline to hear of, if that is wanted
   * @param executor sends what is waiting
   */
  Listener(Optional<String> pipeline, ServletOutputStream stream, Executor executor) {
    this.pipeline = pipeline;
    this.stream = stream;
    this.executor = executor;
  }

  /** Done when nobody listens any more. */
  CompletableFuture<Void> over() {
    return over;
  }

  /**
   * Sends an event, in place of one on the same subject that is still waiting; the same event is
   * not sent twice in a row.
   *
   * @param subject the pipeline; empty for what is no news, which everybody gets each time
   */
  void send(String subject, byte[] event) {
    if (pipeline.isPresent() && !subject.isEmpty() && !subject.equals(pipeline.get())) {
      return;
    }
    synchronized (waiting) {
      if (!subject.isEmpty() && Arrays.equals(newest.put(subject, event), event)) {
        return;
      }
      waiting.remove(subject);
      waiting.put(subject, event);
      if (sending) {
        return;
      }
      sending = true;
    }
    executor.execute(this::sendWaiting);
  }

  private void sendWaiting() {
    while (true) {
      byte[] event;
      synchronized (waiting) {
        if (waiting.isEmpty() || over.isDone()) {
          sending = false;
          return;
        }
        String subject = waiting.keySet().iterator().next();
        event = waiting.remove(subject);
      }
      try {
        stream.write(event);
        stream.flush();
      } catch (IOException | IllegalStateException e) {
        over.complete(null);
      }
    }
  }
}
