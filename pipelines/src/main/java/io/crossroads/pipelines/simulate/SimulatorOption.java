package io.crossroads.pipelines.simulate;

import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Something that a pipeline's simulator can be told besides its seed.
 *
 * @param name the flag without dashes, such as {@code drift}
 * @param simulators makes of the flag's value what makes a simulator from a seed
 * @throws IllegalArgumentException from {@code simulators} for a value that it cannot read; says
 *     which form it has
 */
public record SimulatorOption(String name, Function<String, LongFunction<Simulator>> simulators) {

  public SimulatorOption {
    if (!name.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException("option must be [a-z][a-z-]*, not '" + name + "'");
    }
  }
}
