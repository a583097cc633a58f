package io.crossroads.serving.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/**
 * Asks the store once for all who ask the same at about the same time. An answer is given again for
 * a short time, and never once a change has been heard that may make it another one: who asks after
 * a change is told of it waits for an answer that was begun after it.
 *
 * <p>An answer that is too old is not thrown away: it is asked whether it is still true, which
 * costs less than another one.
 */
final class SharedAnswers {

  /** Bytes of answers that are kept to be given again, and as many to be asked about. */
  private static final long MOST_BYTES = 16L << 20;

  /** Bytes that an answer takes beside its body. */
  private static final int OVERHEAD = 500;

  private final boolean shares;
  private final ToLongFunction<Optional<String>> changes;
  private final AsyncCache<Moment, Outcome> current;
  private final Cache<Question, WrittenAnswer> last;

  /** What is asked, whoever asks. */
  private record Question(
      String endpoint, Map<String, String> path, Map<String, List<String>> query) {}

  /** What is asked, after so many changes. */
  private record Moment(Question question, long changes) {}

  /** An answer, or why there is none; the latter is for those who wait for it, and is not kept. */
  private record Outcome(WrittenAnswer answer, RuntimeException failure) {
    int bytes() {
      return OVERHEAD + (answer == null ? 0 : answer.body().length);
    }

    WrittenAnswer orThrow() {
      if (failure != null) {
        throw failure;
      }
      return answer;
    }
  }

  /**
   * No answers yet.
   *
   * @param time how long an answer is given again; zero for never
   * @param changes how many changes of a pipeline, or of any, have been heard; negative while they
   *     cannot be heard, when nothing is given again
   */
  SharedAnswers(Duration time, ToLongFunction<Optional<String>> changes) {
    this.shares = !time.isZero();
    this.changes = changes;
    this.current =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfterWrite(time)
            .maximumWeight(MOST_BYTES)
            .<Moment, Outcome>weigher((moment, outcome) -> outcome.bytes())
            .buildAsync();
    this.last =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfterAccess(Duration.ofMinutes(1))
            .maximumWeight(MOST_BYTES)
            .<Question, WrittenAnswer>weigher((question, answer) -> answer.body().length + OVERHEAD)
            .build();
  }

  /**
   * The answer to a request.
   *
   * @param path the values of parameters in the path
   * @param query those of the others
   * @throws ProblemException if there is none, to all who wait for it
   */
  WrittenAnswer answer(
      Endpoint endpoint,
      Request request,
      Map<String, String> path,
      Map<String, List<String>> query) {
    long heard = changes.applyAsLong(endpoint.pipeline(request));
    if (!shares || heard < 0) {
      return WrittenAnswer.of(endpoint.answer(request));
    }
    Moment moment = new Moment(new Question(endpoint.path(), path, query), heard);
    CompletableFuture<Outcome> mine = new CompletableFuture<>();
    CompletableFuture<Outcome> first = current.get(moment, (key, executor) -> mine);
    if (first == mine) {
      complete(mine, endpoint, request, moment);
    }
    return first.join().orThrow();
  }

  /** Asks on behalf of all who wait; whatever fails, none of them waits for ever. */
  private void complete(
      CompletableFuture<Outcome> future, Endpoint endpoint, Request request, Moment moment) {
    try {
      Optional<WrittenAnswer> old = Optional.ofNullable(last.getIfPresent(moment.question()));
      Answer answer = endpoint.answer(request.holding(old.map(WrittenAnswer::tag)));
      WrittenAnswer written =
          old.filter(held -> answer.body().isEmpty()).orElseGet(() -> WrittenAnswer.of(answer));
      last.put(moment.question(), written);
      future.complete(new Outcome(written, null));
    } catch (RuntimeException failure) {
      current.asMap().remove(moment, future);
      future.complete(new Outcome(null, failure));
    } finally {
      future.cancel(false);
    }
  }
}
