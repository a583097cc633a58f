package io.crossroads.embedded;

import java.util.Arrays;

/** A job that prints what Spark gave it. */
public final class PrintingJob {

  private PrintingJob() {}

  public static void main(String[] arguments) {
    System.out.println(
        String.join(
            " ",
            Arrays.toString(arguments),
            System.getProperty("spark.master"),
            System.getProperty("spark.driver.memory"),
            System.getProperty("spark.some.setting")));
  }
}
