package io.crossroads.serving.web;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends a request with a problem. */
  public ProblemException(Problem problem) {
    this(problem, null);
  }

  /** Ends a request with a problem that something else has caused. */
  public ProblemException(Problem problem, Throwable cause) {
    super(problem.detail(), cause, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
