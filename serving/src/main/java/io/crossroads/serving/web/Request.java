package io.crossroads.serving.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an endpoint is asked: the parameters that it has declared, and no others. */
public final class Request {

  private final Map<String, String> path;
  private final Map<String, List<String>> query;
  private final Optional<String> ifNoneMatch;

  /**
   * What is asked.
   *
   * @param declared the parameters that there may be
   * @param path values of those in the path
   * @param query values of the others
   * @param ifNoneMatch the header of that name
   * @throws ProblemException if there is a parameter that is not declared, or one twice
   */
  public Request(
      List<Parameter<?>> declared,
      Map<String, String> path,
      Map<String, List<String>> query,
      Optional<String> ifNoneMatch) {
    this.path = path;
    this.query = query;
    this.ifNoneMatch = ifNoneMatch;
    List<Parameter<?>> known =
        declared.stream().filter(p -> p.place() == Parameter.Place.QUERY).toList();
    query.forEach(
        (name, values) -> {
          Parameter<?> parameter =
              known.stream()
                  .filter(p -> p.name().equals(name))
                  .findFirst()
                  .orElseThrow(() -> unknown(name, values, known));
          if (values.size() > 1 && !parameter.repeated()) {
            throw new ProblemException(
                Problem.parameter(name, String.join("' and '", values), "there once", List.of()));
          }
        });
  }

  private Request(
      Map<String, String> path, Map<String, List<String>> query, Optional<String> ifNoneMatch) {
    this.path = path;
    this.query = query;
    this.ifNoneMatch = ifNoneMatch;
  }

  /** The same of somebody who holds the answer of a tag, or none. */
  Request holding(Optional<String> tag) {
    return new Request(path, query, tag.map(held -> '"' + held + '"'));
  }

  private static ProblemException unknown(
      String name, List<String> values, List<Parameter<?>> known) {
    return new ProblemException(
        Problem.unknownParameter(
            name,
            values.isEmpty() ? "" : values.get(0),
            known.stream().map(Parameter::name).toList()));
  }

  /** All values of a parameter. */
  public <T> List<T> all(Parameter<T> parameter) {
    return query.getOrDefault(parameter.name(), List.of()).stream()
        .map(text -> read(parameter, text))
        .toList();
  }

  /** The value of a parameter that need not be there. */
  public <T> Optional<T> optional(Parameter<T> parameter) {
    return all(parameter).stream().findFirst();
  }

  /** The value of a parameter that must be there. */
  public <T> T required(Parameter<T> parameter) {
    if (parameter.place() == Parameter.Place.PATH) {
      return read(parameter, path.get(parameter.name()));
    }
    return optional(parameter)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.missing(parameter.name(), parameter.expected(), parameter.choices())));
  }

  /**
   * Whether who asks holds the answer of a tag already.
   *
   * @param tag what stands between the quotes; the header's tags may be weak or strong
   */
  public boolean holds(String tag) {
    return ifNoneMatch
        .map(
            header ->
                header.trim().equals("*")
                    || List.of(header.split(",")).stream()
                        .map(held -> held.trim().replaceFirst("^W/", ""))
                        .anyMatch(("\"" + tag + "\"")::equals))
        .orElse(false);
  }

  private static <T> T read(Parameter<T> parameter, String text) {
    return parameter
        .reader()
        .apply(text)
        .orElseThrow(() -> new ProblemException(parameter.problem(text)));
  }
}
